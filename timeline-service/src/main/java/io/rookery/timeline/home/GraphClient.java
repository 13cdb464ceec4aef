package io.rookery.timeline.home;

import java.util.Collection;
import java.util.List;
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

    /** Those among the given users, at most 200, whom the reader follows now. */
    @GetExchange("/followees")
    Followees followeesAmong(@PathVariable long readerId, @RequestParam Collection<Long> among);

    /** The followees of whom tweets were ever left to pull. */
    @GetExchange("/pulled-followees")
    Followees pulledFollowees(@PathVariable long readerId);

    record Followees(List<Long> followeeIds) {}
}
