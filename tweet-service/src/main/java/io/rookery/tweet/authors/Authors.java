package io.rookery.tweet.authors;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rookery.tweet.lookups.Lookup;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wrote a page of tweets, and who is mentioned in one. A tweet is never refused because of its author: when
 * user-service cannot be asked, what was known of them last is good enough, and else the id alone.
 */
public final class Authors {

    private static final Logger log = LoggerFactory.getLogger(Authors.class);

    private final UserClient users;
    private final Lookup<AuthorCard> cards;

    Authors(UserClient users, AuthorsProperties settings, Ticker ticker) {
        this.users = users;
        cards = new Lookup<>(
                "authors", UserClient.MAX_IDS, this::ask, AuthorCard::unknown, settings.freshness(), ticker);
    }

    /** A card for each of the ids. */
    public Map<Long, AuthorCard> cards(Collection<Long> authorIds) {
        return cards.all(authorIds);
    }

    /**
     * Ids of the users who have these handles, by handle in lower case; those of the first 50 handles, or none if
     * user-service cannot be asked.
     */
    public Map<String, Long> idsByHandle(Collection<String> handles) {
        List<String> wanted = handles.stream()
                .map(handle -> handle.toLowerCase(Locale.ROOT))
                .distinct()
                .limit(UserClient.MAX_HANDLES)
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, Long> ids = new HashMap<>();
            users.byHandles(wanted)
                    .users()
                    .forEach(user -> ids.put(user.handle().toLowerCase(Locale.ROOT), user.userId()));
            return ids;
        } catch (RuntimeException e) {
            if (!Lookup.cannotAsk(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("user-service cannot be asked who is mentioned")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
            return Map.of();
        }
    }

    private Map<Long, AuthorCard> ask(List<Long> ids) {
        Map<Long, AuthorCard> found = new HashMap<>();
        users.users(ids)
                .users()
                .forEach(user -> found.put(
                        user.userId(),
                        new AuthorCard(user.userId(), user.handle(), user.displayName(), user.avatarUrl())));
        return found;
    }
}
