package io.rookery.fanout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What the worker asks user-service about an author. Unknown authors answer 404. */
@HttpExchange("/internal/users")
public interface AuthorClient {

    /** Decides between push and pull, and remembers a pull so that readers merge the author from now on. */
    @PostExchange("/{authorId}/delivery-mode")
    Delivery deliveryMode(@PathVariable long authorId);

    /** False also for an account that is gone, and with it its followers. */
    default boolean isPushed(long authorId) {
        try {
            return switch (deliveryMode(authorId).mode()) {
                case "push" -> true;
                case "pull" -> false;
                case String unknown -> throw new IllegalStateException("Unknown delivery mode: " + unknown);
            };
        } catch (HttpClientErrorException.NotFound e) {
            return false;
        }
    }

    /** @param after where the last page ended, 0 for the first; a page has at most {@code limit} ids */
    @GetExchange("/{authorId}/followers")
    Followers followers(@PathVariable long authorId, @RequestParam long after, @RequestParam int limit);

    /** Those among the given users whom the user follows now. */
    @GetExchange("/{userId}/followees")
    Followees followeesAmong(@PathVariable long userId, @RequestParam long among);

    /** Whether tweets of an author are pushed to followers or left for readers to pull. */
    record Delivery(String mode) {}

    /** @param nextAfter where the next page begins, absent at the end */
    record Followers(List<Long> followerIds, @Nullable Long nextAfter) {}

    record Followees(List<Long> followeeIds) {}
}
