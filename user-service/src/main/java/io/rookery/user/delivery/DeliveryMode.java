package io.rookery.user.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a tweet gets into home timelines. */
enum DeliveryMode {
    /** Written into the timeline of each follower. */
    @JsonProperty("push")
    PUSH,
    /** Merged by each reader. */
    @JsonProperty("pull")
    PULL;

    /** @param limit the first number of followers that is too many to push to */
    static DeliveryMode of(long followers, long limit) {
        return followers < limit ? PUSH : PULL;
    }
}
