package io.rookery.fanout;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Where the worker says that it has erased what it keeps of an account. */
@HttpExchange("/internal/erasures")
public interface ErasureClient {

    /** May be repeated. An erasure that nobody asked for answers 404. */
    @PutExchange("/{userId}/timelines")
    void timelinesErased(@PathVariable long userId);
}
