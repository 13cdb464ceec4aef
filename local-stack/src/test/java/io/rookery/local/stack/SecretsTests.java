package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretsTests {

    @Test
    void secrets_are_long_need_no_quoting_and_differ_from_stack_to_stack() {
        Secrets one = Secrets.random(new SecureRandom());
        Secrets other = Secrets.random(new SecureRandom());

        assertThat(one).isNotEqualTo(other);
        assertThat(one.internalKey()).hasSizeGreaterThanOrEqualTo(32).isAlphanumeric();
        assertThat(one.loginPassword()).hasSizeGreaterThanOrEqualTo(10).isAlphanumeric();
    }

    @Test
    void secrets_do_not_end_up_in_a_log() {
        Secrets secrets = Secrets.random(new SecureRandom());

        assertThat(secrets.toString()).doesNotContain(secrets.loginPassword(), secrets.internalKey());
    }
}
