package io.rookery.defaults.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

class RetryBudgetTests {

    private static final ResourceAccessException REFUSED = new ResourceAccessException("", new ConnectException());

    private final RetryBudget budget = new RetryBudget();

    @Test
    void ten_retries_are_allowed_at_once_and_then_one_for_ten_calls() {
        assertThat(IntStream.range(0, 50).filter(_ -> budget.allows(REFUSED))).hasSize(10);

        for (int call = 0; call < 9; call++) {
            budget.called();
        }
        assertThat(budget.allows(REFUSED)).isFalse();
        budget.called();
        assertThat(budget.allows(REFUSED)).isTrue();
        assertThat(budget.allows(REFUSED)).isFalse();
    }

    @Test
    void quiet_times_save_up_no_more_than_ten() {
        for (int call = 0; call < 1000; call++) {
            budget.called();
        }

        assertThat(IntStream.range(0, 50).filter(_ -> budget.allows(REFUSED))).hasSize(10);
    }

    @Test
    void only_what_was_not_begun_is_done_again() {
        assertThat(budget.allows(HttpServerErrorException.create(
                        HttpStatus.SERVICE_UNAVAILABLE, "", new HttpHeaders(), new byte[0], StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(budget.allows(HttpServerErrorException.create(
                        HttpStatus.BAD_GATEWAY, "", new HttpHeaders(), new byte[0], StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(budget.allows(new ResourceAccessException("", new SocketTimeoutException())))
                .isFalse();
        assertThat(budget.allows(new CallRefusedException("open", false))).isFalse();
    }
}
