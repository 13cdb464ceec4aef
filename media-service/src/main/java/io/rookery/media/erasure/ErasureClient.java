package io.rookery.media.erasure;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Where media-service says that it has erased what it keeps of an account. */
@HttpExchange("/internal/erasures")
interface ErasureClient {

    /** May be repeated. An erasure that nobody asked for answers 404. */
    @PutExchange("/{userId}/media")
    void mediaErased(@PathVariable long userId);
}
