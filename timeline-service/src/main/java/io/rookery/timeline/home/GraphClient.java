package io.rookery.timeline.home;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What a home read asks user-service. */
@HttpExchange("/internal/users/{readerId}")
interface GraphClient {

    /** Everybody the reader follows, at most 5,000. */
    @GetExchange("/followees")
    Followees followees(@PathVariable long readerId);

    /** The followees of whom tweets were ever left to pull. */
    @GetExchange("/pulled-followees")
    Followees pulledFollowees(@PathVariable long readerId);

    /** How the reader stands now to the given users, at most 500. */
    @GetExchange("/relations")
    Relations relations(@PathVariable long readerId, @RequestParam Collection<Long> among);

    record Followees(List<Long> followeeIds) {}

    /** @param blockedIds blocked in either direction */
    record Relations(Set<Long> followingIds, Set<Long> mutingIds, Set<Long> blockedIds) {

        static final Relations NONE = new Relations(Set.of(), Set.of(), Set.of());
    }
}
