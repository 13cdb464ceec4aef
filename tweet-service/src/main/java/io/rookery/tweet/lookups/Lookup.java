package io.rookery.tweet.lookups;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rookery.defaults.problem.Infrastructure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * Things another service knows, for a page at once: from the cache, and for all that are missing one call. When that
 * service cannot be asked, what was known last is good enough, and else a stand-in.
 */
public final class Lookup<V> {

    private static final Logger log = LoggerFactory.getLogger(Lookup.class);

    private record Known<V>(V value, long askedAtNanos) {}

    private final String what;
    private final int maxIds;
    private final Function<List<Long>, Map<Long, V>> call;
    private final LongFunction<V> standIn;
    private final Freshness freshness;
    private final Ticker ticker;
    private final Cache<Long, Known<V>> cache;
    private final AtomicLong askAgainAtNanos;

    /**
     * @param what for the log
     * @param maxIds of one call
     * @param call answers those that exist
     * @param standIn for one that does not exist, or is not known
     */
    public Lookup(
            String what,
            int maxIds,
            Function<List<Long>, Map<Long, V>> call,
            LongFunction<V> standIn,
            Freshness freshness,
            Ticker ticker) {
        this.what = what;
        this.maxIds = maxIds;
        this.call = call;
        this.standIn = standIn;
        this.freshness = freshness;
        this.ticker = ticker;
        cache = Caffeine.newBuilder()
                .maximumSize(freshness.cached())
                .expireAfterWrite(freshness.stale())
                .ticker(ticker)
                .build();
        askAgainAtNanos = new AtomicLong(ticker.read());
    }

    /** Whether it says that another service did not answer as it should, which is no fault of the request. */
    public static boolean cannotAsk(RuntimeException e) {
        return e instanceof RestClientException || Infrastructure.isFault(e);
    }

    /** A value for each of the ids. */
    public Map<Long, V> all(Collection<Long> ids) {
        Set<Long> wanted = new LinkedHashSet<>(ids);
        Map<Long, Known<V>> known = cache.getAllPresent(wanted);
        Map<Long, V> values = new HashMap<>();
        List<Long> toAsk = new ArrayList<>();
        for (Long id : wanted) {
            Known<V> value = known.get(id);
            values.put(id, value == null ? standIn.apply(id) : value.value());
            if (value == null
                    || ticker.read() - value.askedAtNanos() >= freshness.fresh().toNanos()) {
                toAsk.add(id);
            }
        }
        for (int from = 0; from < toAsk.size(); from += maxIds) {
            values.putAll(ask(toAsk.subList(from, Math.min(from + maxIds, toAsk.size()))));
        }
        return values;
    }

    /** Values of all of them, or none if the service cannot be asked. */
    private Map<Long, V> ask(List<Long> ids) {
        long now = ticker.read();
        if (now - askAgainAtNanos.get() < 0) {
            return Map.of();
        }
        Map<Long, V> values = new HashMap<>();
        ids.forEach(id -> values.put(id, standIn.apply(id)));
        try {
            values.putAll(call.apply(ids));
        } catch (RuntimeException e) {
            if (!cannotAsk(e)) {
                throw e;
            }
            askAgainAtNanos.set(ticker.read() + freshness.pause().toNanos());
            log.atWarn()
                    .setMessage("Another service cannot be asked")
                    .addKeyValue("what", what)
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return Map.of();
        }
        values.forEach((id, value) -> cache.put(id, new Known<>(value, now)));
        return values;
    }
}
