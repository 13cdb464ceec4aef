package io.rookery.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

class FailureTests {

    static Stream<Throwable> whatPasses() {
        return Stream.of(
                new ConnectException(),
                new UnknownHostException(),
                new TimeoutException(),
                ReadTimeoutException.INSTANCE,
                AbortedException.beforeSend(),
                new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT),
                new RuntimeException(new ConnectException()),
                new IllegalStateException(new ServiceUnavailableException("no keys")));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void what_will_pass_is_503(Throwable exception) {
        assertThat(Failure.of(exception).status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(Failure.of(exception).code()).isEqualTo("service_unavailable");
    }

    @Test
    void a_missing_route_is_404() {
        assertThat(Failure.of(new ResponseStatusException(HttpStatus.NOT_FOUND)).code())
                .isEqualTo("not_found");
    }

    @Test
    void what_nobody_thought_of_is_500_and_says_nothing_about_itself() {
        Failure failure = Failure.of(new IllegalStateException("jdbc:secret"));

        assertThat(failure.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(failure.detail()).doesNotContain("jdbc");
    }
}
