package io.rookery.tweet.media;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.lookups.Lookup;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What tweets show besides text. To show them nothing need be known but their ids; to post them media-service must be there. */
public final class Media {

    private final MediaClient media;
    private final Lookup<MediaCard> cards;

    Media(MediaClient media, MediaProperties settings, Ticker ticker) {
        this.media = media;
        cards = new Lookup<>(
                "media",
                MediaClient.MAX_CARDS,
                ids -> byId(media.cards(ids)),
                MediaCard::unknown,
                settings.freshness(),
                ticker);
    }

    /** A card for each of the ids. */
    public Map<Long, MediaCard> cards(Collection<Long> mediaIds) {
        return cards.all(mediaIds);
    }

    /**
     * @throws MediaNotReadyException unless all are the owner's, ready, and different
     * @throws ServiceUnavailableException if media-service cannot be asked
     */
    public void requireReady(long ownerId, List<Long> mediaIds) {
        if (mediaIds.isEmpty()) {
            return;
        }
        Set<Long> wanted = new HashSet<>(mediaIds);
        if (wanted.size() < mediaIds.size() || !ready(ownerId, mediaIds).containsAll(wanted)) {
            throw new MediaNotReadyException(mediaIds);
        }
    }

    private Set<Long> ready(long ownerId, List<Long> mediaIds) {
        try {
            return byId(media.ready(ownerId, mediaIds)).keySet();
        } catch (RuntimeException e) {
            throw Lookup.cannotAsk(e)
                    ? new ServiceUnavailableException("It cannot be looked up whether these media are ready.")
                    : e;
        }
    }

    private static Map<Long, MediaCard> byId(MediaClient.Found found) {
        return found.media().stream().collect(Collectors.toMap(MediaCard::mediaId, Function.identity()));
    }
}
