package io.rookery.user.tweets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * How many tweets users posted: one call to tweet-service for a page. A user is never refused because of it: when
 * tweet-service cannot be asked, the count that was known last is good enough, and else 0.
 */
public final class TweetCounts {

    private static final Logger log = LoggerFactory.getLogger(TweetCounts.class);

    private final TweetClient tweets;
    private final TweetCountProperties settings;
    private final Ticker ticker;
    private final Cache<Long, Long> lastKnown;
    private final AtomicLong askAgainAtNanos = new AtomicLong();
    private volatile boolean answering = true;

    TweetCounts(TweetClient tweets, TweetCountProperties settings, Ticker ticker) {
        this.tweets = tweets;
        this.settings = settings;
        this.ticker = ticker;
        lastKnown = Caffeine.newBuilder().maximumSize(settings.remembered()).build();
    }

    /** A count for each of the ids. */
    public Map<Long, Long> of(Collection<Long> userIds) {
        List<Long> wanted = userIds.stream().distinct().toList();
        Map<Long, Long> counts = HashMap.newHashMap(wanted.size());
        for (int from = 0; from < wanted.size(); from += TweetClient.MAX_IDS) {
            List<Long> ids = wanted.subList(from, Math.min(from + TweetClient.MAX_IDS, wanted.size()));
            counts.putAll(ask(ids).orElseGet(() -> remember(ids)));
        }
        return counts;
    }

    /** Empty if tweet-service cannot be asked. */
    private Optional<Map<Long, Long>> ask(List<Long> ids) {
        if (!answering && !mayTry()) {
            return Optional.empty();
        }
        Map<Long, Long> counts = new HashMap<>();
        ids.forEach(id -> counts.put(id, 0L));
        try {
            tweets.counts(ids).authors().forEach(author -> counts.put(author.authorId(), author.tweetsCount()));
        } catch (RestClientException e) {
            askAgainAtNanos.set(afterPause());
            answering = false;
            log.atWarn()
                    .setMessage("tweet-service cannot be asked how many tweets users have")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return Optional.empty();
        }
        answering = true;
        lastKnown.putAll(counts);
        return Optional.of(counts);
    }

    /** After each pause one caller tries whether tweet-service answers again; the others do not wait for that. */
    private boolean mayTry() {
        long askAgainAt = askAgainAtNanos.get();
        return ticker.read() - askAgainAt >= 0 && askAgainAtNanos.compareAndSet(askAgainAt, afterPause());
    }

    private long afterPause() {
        return ticker.read() + settings.pause().toNanos();
    }

    private Map<Long, Long> remember(List<Long> ids) {
        Map<Long, Long> known = lastKnown.getAllPresent(ids);
        Map<Long, Long> counts = HashMap.newHashMap(ids.size());
        ids.forEach(id -> counts.put(id, known.getOrDefault(id, 0L)));
        return counts;
    }
}
