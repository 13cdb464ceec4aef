package io.rookery.fanout.delivery;

import io.rookery.fanout.delivery.TweetEvent.TweetDeleted;
import io.rookery.fanout.delivery.TweetEvent.TweetPosted;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What several events come to: all of an author's tweets go to the followers together, and what is deleted by now is not
 * delivered. The further a worker is behind, the less each delivery costs.
 *
 * @param posted tweets by author
 * @param deleted tweets by author
 */
record DeliveryPlan(Map<Long, Set<Long>> posted, Map<Long, Set<Long>> deleted) {

    static DeliveryPlan of(Collection<TweetEvent> events) {
        Map<Long, Set<Long>> posted = new LinkedHashMap<>();
        Map<Long, Set<Long>> deleted = new LinkedHashMap<>();
        for (TweetEvent event : events) {
            Map<Long, Set<Long>> tweets = switch (event) {
                case TweetPosted _ -> posted;
                case TweetDeleted _ -> deleted;
            };
            tweets.computeIfAbsent(event.authorId(), _ -> new LinkedHashSet<>()).add(event.tweetId());
        }
        deleted.forEach((author, tweets) -> posted.computeIfPresent(author, (_, ids) -> {
            ids.removeAll(tweets);
            return ids.isEmpty() ? null : ids;
        }));
        return new DeliveryPlan(posted, deleted);
    }
}
