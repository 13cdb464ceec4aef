package io.rookery.tweet.authors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * The authors of a page of tweets: from the cache, and for all that are missing one call to user-service. A tweet is
 * never refused because of its author: when user-service cannot be asked, what was known of them last is good enough, and
 * else the id alone.
 */
public final class Authors {

    private static final Logger log = LoggerFactory.getLogger(Authors.class);

    private record Cached(AuthorCard card, long askedAtNanos) {}

    private final UserClient users;
    private final AuthorsProperties settings;
    private final Ticker ticker;
    private final Cache<Long, Cached> cache;
    private final AtomicLong askAgainAtNanos;

    Authors(UserClient users, AuthorsProperties settings, Ticker ticker) {
        this.users = users;
        this.settings = settings;
        this.ticker = ticker;
        cache = Caffeine.newBuilder()
                .maximumSize(settings.cached())
                .expireAfterWrite(settings.stale())
                .ticker(ticker)
                .build();
        askAgainAtNanos = new AtomicLong(ticker.read());
    }

    /** A card for each of the ids. */
    public Map<Long, AuthorCard> cards(Collection<Long> authorIds) {
        Set<Long> wanted = new LinkedHashSet<>(authorIds);
        Map<Long, Cached> known = cache.getAllPresent(wanted);
        Map<Long, AuthorCard> cards = new HashMap<>();
        List<Long> toAsk = new ArrayList<>();
        for (Long id : wanted) {
            Cached cached = known.get(id);
            cards.put(id, cached == null ? AuthorCard.unknown(id) : cached.card());
            if (cached == null
                    || ticker.read() - cached.askedAtNanos() >= settings.fresh().toNanos()) {
                toAsk.add(id);
            }
        }
        for (int from = 0; from < toAsk.size(); from += UserClient.MAX_IDS) {
            cards.putAll(ask(toAsk.subList(from, Math.min(from + UserClient.MAX_IDS, toAsk.size()))));
        }
        return cards;
    }

    /** Cards of all of them, or none if user-service cannot be asked. */
    private Map<Long, AuthorCard> ask(List<Long> ids) {
        long now = ticker.read();
        if (now - askAgainAtNanos.get() < 0) {
            return Map.of();
        }
        Map<Long, AuthorCard> cards = new HashMap<>();
        ids.forEach(id -> cards.put(id, AuthorCard.unknown(id)));
        try {
            users.users(ids)
                    .users()
                    .forEach(user -> cards.put(
                            user.userId(),
                            new AuthorCard(user.userId(), user.handle(), user.displayName(), user.avatarUrl())));
        } catch (RestClientException e) {
            askAgainAtNanos.set(ticker.read() + settings.pause().toNanos());
            log.atWarn()
                    .setMessage("user-service cannot be asked for authors")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return Map.of();
        }
        cards.forEach((id, card) -> cache.put(id, new Cached(card, now)));
        return cards;
    }
}
