package io.rookery.tweet.relations;

import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** user-service, as far as blocks go. */
@HttpExchange
interface RelationsClient {

    /** The most ids of one call. */
    int MAX_IDS = 500;

    @GetExchange("/internal/users/{user_id}/relations")
    Found relations(@PathVariable("user_id") long userId, @RequestParam List<Long> among);

    /** @param blockedIds in either direction */
    record Found(Set<Long> blockedIds) {}
}
