package io.rookery.tweet.erasure;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Where this service says that it has erased what it keeps of an account. */
@HttpExchange
interface ErasureClient {

    /** May be repeated. An erasure that nobody asked for answers 404. */
    @PutExchange("/internal/erasures/{userId}/tweets")
    void tweetsErased(@PathVariable long userId);
}
