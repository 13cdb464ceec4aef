package io.rookery.user.delivery;

import io.rookery.user.graph.FollowRepository;
import io.rookery.user.graph.UserPage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The graph, for fanout-worker and timeline-service. */
@RestController
@RequestMapping("/internal/users/{user_id}")
class InternalGraphController {

    /** Ids in a page of followers. */
    private static final int MAX_PAGE = 10_000;

    private static final int MAX_AMONG = 200;

    private final FollowRepository follows;
    private final DeliveryService delivery;
    private final PulledAuthorRepository pulled;

    InternalGraphController(FollowRepository follows, DeliveryService delivery, PulledAuthorRepository pulled) {
        this.follows = follows;
        this.delivery = delivery;
        this.pulled = pulled;
    }

    record Followers(List<String> followerIds, @Nullable String nextAfter) {}

    record Followees(List<String> followeeIds) {}

    /**
     * @param everPulled a tweet of the author was left to pull once, perhaps this one: readers merge the author
     * @param markOwed nobody told the followers' timelines so yet
     * @param followerIds the first page, none if the mode is pull
     */
    record Delivery(
            DeliveryMode mode,
            boolean everPulled,
            boolean markOwed,
            List<String> followerIds,
            @Nullable String nextAfter) {}

    @GetMapping("/followers")
    Followers followers(
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "10000") @Min(1) @Max(MAX_PAGE) int limit) {
        UserPage page = follows.followersAfter(userId, after, limit);
        return new Followers(texts(page.userIds()), next(page));
    }

    @GetMapping("/followees")
    Followees followees(@PathVariable("user_id") long userId) {
        return new Followees(texts(follows.followees(userId)));
    }

    @GetMapping(path = "/followees", params = "among")
    Followees followeesAmong(
            @PathVariable("user_id") long userId, @RequestParam @Size(max = MAX_AMONG) List<Long> among) {
        return new Followees(texts(follows.followeesAmong(userId, among)));
    }

    @GetMapping("/pulled-followees")
    Followees pulledFollowees(@PathVariable("user_id") long userId) {
        return new Followees(texts(follows.pulledFollowees(userId)));
    }

    @GetMapping(path = "/pulled-followees", params = "among")
    Followees pulledFolloweesAmong(
            @PathVariable("user_id") long userId, @RequestParam @Size(max = MAX_AMONG) List<Long> among) {
        return new Followees(texts(follows.pulledFollowees(userId).stream()
                .filter(Set.copyOf(among)::contains)
                .toList()));
    }

    /** Decides how the author's next tweet is delivered; a pull is remembered for ever. */
    @PostMapping("/delivery")
    Delivery deliver(
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "10000") @Min(1) @Max(MAX_PAGE) int limit) {
        DeliveryService.Delivery decided = delivery.decide(userId, limit);
        PulledAuthorRepository.Pull pull = decided.pull();
        return new Delivery(
                decided.mode(),
                pull.ever(),
                pull.ever() && !pull.marked(),
                texts(decided.followers().userIds()),
                next(decided.followers()));
    }

    /** The followers' timelines are bound to be told that the author is pulled. */
    @PutMapping("/pull-mark")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void marked(@PathVariable("user_id") long userId) {
        pulled.marked(userId);
    }

    private static @Nullable String next(UserPage page) {
        OptionalLong next = page.next();
        return next.isPresent() ? Long.toString(next.getAsLong()) : null;
    }

    /** Ids are strings in JSON. */
    private static List<String> texts(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
