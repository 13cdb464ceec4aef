package io.rookery.user.delivery;

import io.rookery.user.graph.FollowRepository;
import io.rookery.user.graph.UserPage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

    InternalGraphController(FollowRepository follows, DeliveryService delivery) {
        this.follows = follows;
        this.delivery = delivery;
    }

    record Followers(List<String> followerIds, @Nullable String nextAfter) {}

    record Followees(List<String> followeeIds) {}

    record Delivery(DeliveryMode mode) {}

    @GetMapping("/followers")
    Followers followers(
            @PathVariable("user_id") long userId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "10000") @Min(1) @Max(MAX_PAGE) int limit) {
        UserPage page = follows.followersAfter(userId, after, limit);
        OptionalLong next = page.next();
        return new Followers(texts(page.userIds()), next.isPresent() ? Long.toString(next.getAsLong()) : null);
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

    @PostMapping("/delivery-mode")
    Delivery deliveryMode(@PathVariable("user_id") long userId) {
        return new Delivery(delivery.decide(userId));
    }

    /** Ids are strings in JSON. */
    private static List<String> texts(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
