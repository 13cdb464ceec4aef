package io.rookery.timeline.home;

import java.util.Collection;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** user-service, as far as it decides what a reader sees. */
@HttpExchange("/internal/users/{readerId}/relations")
interface RelationsClient {

    /** How the reader stands now to the given users, at most 500. */
    @GetExchange
    Relations relations(@PathVariable long readerId, @RequestParam Collection<Long> among);

    /** @param blockedIds blocked in either direction */
    record Relations(Set<Long> followingIds, Set<Long> mutingIds, Set<Long> blockedIds) {

        static final Relations NONE = new Relations(Set.of(), Set.of(), Set.of());
    }
}
