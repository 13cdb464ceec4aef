package io.rookery.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdempotencySecretsTests {

    private static final byte[] TEXT = "{\"access_token\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    private final IdempotencySecrets secrets = new IdempotencySecrets("0123456789abcdef0123456789abcdef");
    private final IdempotencySecrets others = new IdempotencySecrets("another-key-9abcdef0123456789abcdef");

    @Test
    void what_is_encrypted_comes_back() {
        assertThat(secrets.decrypt("a", secrets.encrypt("a", TEXT))).isEqualTo(TEXT);
        assertThat(secrets.decrypt("a", secrets.encrypt("a", new byte[0]))).isEmpty();
    }

    @Test
    void nothing_of_it_can_be_read_and_no_two_look_alike() {
        byte[] encrypted = secrets.encrypt("a", TEXT);

        assertThat(new String(encrypted, StandardCharsets.ISO_8859_1)).doesNotContain("access_token");
        assertThat(encrypted).isNotEqualTo(secrets.encrypt("a", TEXT));
    }

    @Test
    void a_reply_belongs_to_its_scope_and_its_key_and_is_whole() {
        byte[] encrypted = secrets.encrypt("a", TEXT);
        byte[] changed = encrypted.clone();
        changed[changed.length - 1]++;

        assertThatIllegalStateException().isThrownBy(() -> secrets.decrypt("b", encrypted));
        assertThatIllegalStateException().isThrownBy(() -> others.decrypt("a", encrypted));
        assertThatIllegalStateException().isThrownBy(() -> secrets.decrypt("a", changed));
        assertThatIllegalStateException().isThrownBy(() -> secrets.decrypt("a", new byte[3]));
    }

    @Test
    void a_fingerprint_is_of_scope_body_and_key() {
        String fingerprint = secrets.fingerprint("a", TEXT);

        assertThat(fingerprint).matches("[0-9a-f]{64}").isEqualTo(secrets.fingerprint("a", TEXT.clone()));
        assertThat(fingerprint)
                .isNotEqualTo(secrets.fingerprint("b", TEXT))
                .isNotEqualTo(secrets.fingerprint("a", new byte[0]))
                .isNotEqualTo(others.fingerprint("a", TEXT));
    }
}
