package io.rookery.tweet.reactions;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** user-service, as far as lists of users need it. */
@HttpExchange
interface ProfileClient {

    /**
     * Users as this viewer sees them in a list: in the order asked for, without those that are gone or from whom the viewer
     * is blocked either way.
     *
     * @param ids at most 100
     */
    @GetExchange("/internal/users/profiles")
    Profiles profiles(@RequestParam("viewer_id") long viewerId, @RequestParam List<Long> ids);

    record Profiles(List<User> users) {}
}
