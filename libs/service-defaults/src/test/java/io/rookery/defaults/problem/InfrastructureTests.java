package io.rookery.defaults.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

class InfrastructureTests {

    static Stream<Throwable> faults() {
        return Stream.of(
                new ServiceUnavailableException("later"),
                new QueryTimeoutException("Redis did not answer"),
                new ResourceAccessException("refused", new IOException()),
                new HttpServerErrorException(HttpStatus.BAD_GATEWAY),
                new HttpClientErrorException(HttpStatus.UNAUTHORIZED),
                new RestClientException("cut off in the middle", new IllegalStateException(new EOFException())),
                new IllegalStateException("rollback failed", new SQLException("Connection is closed")),
                new IllegalStateException("wrapped", new SQLException("terminated by an administrator", "57P01")));
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IllegalArgumentException("not an event"),
                new NullPointerException(),
                new HttpClientErrorException(HttpStatus.BAD_REQUEST),
                new HttpServerErrorException(HttpStatus.INTERNAL_SERVER_ERROR),
                new DataIntegrityViolationException("twice", new SQLException("duplicate key", "23505")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_something_we_depend_on_did_passes(Throwable fault) {
        assertThat(Infrastructure.isFault(fault)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_the_request_or_we_did_stays(Throwable mistake) {
        assertThat(Infrastructure.isFault(mistake)).isFalse();
    }
}
