package io.rookery.gateway.tokens;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks each second which sessions have ended. While user-service cannot be asked, the list known last stays. */
final class RevocationPoll implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RevocationPoll.class);

    private final RevokedSessions sessions;
    private final Disposable poll;
    private volatile boolean failing;

    RevocationPoll(Supplier<Mono<List<String>>> fetch, RevokedSessions sessions, Scheduler timer) {
        this.sessions = sessions;
        this.poll = Flux.interval(Duration.ZERO, INTERVAL, timer)
                .onBackpressureDrop()
                .concatMap(_ -> Mono.defer(fetch).doOnNext(this::fetched).onErrorResume(this::failed), 0)
                .subscribe();
    }

    @Override
    public void close() {
        poll.dispose();
    }

    private void fetched(List<String> sessionIds) {
        sessions.replace(sessionIds);
        if (failing) {
            failing = false;
            log.atInfo().setMessage("Ended sessions are known again").log();
        }
    }

    private Mono<List<String>> failed(Throwable failure) {
        if (!failing) {
            failing = true;
            log.atWarn()
                    .setMessage("Ended sessions cannot be asked for, the list known last stays")
                    .addKeyValue("reason", String.valueOf(failure))
                    .log();
        }
        return Mono.empty();
    }
}
