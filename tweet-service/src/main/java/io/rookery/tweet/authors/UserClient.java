package io.rookery.tweet.authors;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** user-service, as far as tweets need it. */
@HttpExchange
interface UserClient {

    /** The most ids of one call. */
    int MAX_IDS = 100;

    /** Those of the users that exist. */
    @GetExchange("/internal/users")
    Users users(@RequestParam List<Long> ids);

    /** The most handles of one call. */
    int MAX_HANDLES = 50;

    /** Those of the users that exist, without regard to case. */
    @GetExchange("/internal/users/by-handles")
    Users byHandles(@RequestParam List<String> handles);

    record Users(List<User> users) {}

    record User(
            long userId,
            String handle,
            String displayName,
            @Nullable String avatarUrl) {}
}
