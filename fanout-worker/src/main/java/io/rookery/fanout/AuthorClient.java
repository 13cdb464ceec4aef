package io.rookery.fanout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What the worker asks user-service about an author. Unknown authors answer 404. */
@HttpExchange("/internal/users")
public interface AuthorClient {

    /**
     * Decides between push and pull, and remembers a pull so that readers merge the author from now on.
     *
     * @param limit of the first page of followers
     */
    @PostExchange("/{authorId}/delivery")
    Delivery delivery(@PathVariable long authorId, @RequestParam int limit);

    /** Nothing for an account that is gone, and with it its followers. */
    default Optional<Delivery> deliveryIfThere(long authorId, int limit) {
        try {
            return Optional.of(delivery(authorId, limit));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        }
    }

    /** The followers' timelines are bound to be told that this author is pulled. May be repeated. */
    @PutExchange("/{authorId}/pull-mark")
    void pullMarked(@PathVariable long authorId);

    /** @param after where the last page ended, 0 for the first; a page has at most {@code limit} ids */
    @GetExchange("/{authorId}/followers")
    Followers followers(@PathVariable long authorId, @RequestParam long after, @RequestParam int limit);

    /** Those among the given users whom the user follows now. */
    @GetExchange("/{userId}/followees")
    Followees followeesAmong(@PathVariable long userId, @RequestParam long among);

    /** Those of them of whom a tweet was ever left to pull. */
    @GetExchange("/{userId}/pulled-followees")
    Followees pulledFolloweesAmong(@PathVariable long userId, @RequestParam long among);

    /**
     * @param everPulled readers merge this author
     * @param markOwed the followers' timelines are not told so yet
     * @param followerIds the first page, empty if the author is pulled
     */
    record Delivery(
            Mode mode,
            boolean everPulled,
            boolean markOwed,
            List<Long> followerIds,
            @Nullable Long nextAfter) {}

    /** Whether tweets of an author are pushed to followers or left for readers to pull. */
    enum Mode {
        @JsonProperty("push")
        PUSH,
        @JsonProperty("pull")
        PULL
    }

    /** @param nextAfter where the next page begins, absent at the end */
    record Followers(List<Long> followerIds, @Nullable Long nextAfter) {}

    record Followees(List<Long> followeeIds) {}
}
