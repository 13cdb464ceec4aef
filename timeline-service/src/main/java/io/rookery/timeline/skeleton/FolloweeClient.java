package io.rookery.timeline.skeleton;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** user-service, as far as it knows whom a reader follows. */
@HttpExchange("/internal/users/{readerId}")
interface FolloweeClient {

    /** Everybody the reader follows, at most 5,000. */
    @GetExchange("/followees")
    Followees followees(@PathVariable long readerId);

    /** The followees of whom tweets were ever left to pull. */
    @GetExchange("/pulled-followees")
    Followees pulledFollowees(@PathVariable long readerId);

    record Followees(List<Long> followeeIds) {}
}
