package io.rookery.user.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTests {

    private final SecureRandom random = new SecureRandom();

    @Test
    void the_next_token_is_another_one_of_the_same_family() {
        RefreshToken first = RefreshToken.first(random);
        RefreshToken next = first.next(random);

        assertThat(next.familyHash()).isEqualTo(first.familyHash());
        assertThat(next.tokenHash()).isNotEqualTo(first.tokenHash());
        assertThat(next.text()).isNotEqualTo(first.text());
    }

    @Test
    void all_tokens_of_a_family_name_one_session_without_telling_the_family() {
        RefreshToken first = RefreshToken.first(random);

        assertThat(first.next(random).sessionId()).isEqualTo(first.sessionId());
        assertThat(first.sessionId())
                .matches("[A-Za-z0-9_-]{22}")
                .isNotEqualTo(first.text().substring(0, 22));
        assertThat(RefreshToken.first(random).sessionId()).isNotEqualTo(first.sessionId());
    }

    @Test
    void every_login_is_a_family() {
        assertThat(RefreshToken.first(random).familyHash())
                .isNotEqualTo(RefreshToken.first(random).familyHash());
    }

    @Test
    void a_token_survives_the_way_to_the_client_and_back() {
        RefreshToken token = RefreshToken.first(random);

        RefreshToken parsed = RefreshToken.parse(token.text()).orElseThrow();

        assertThat(token.text()).hasSize(64);
        assertThat(parsed.familyHash()).isEqualTo(token.familyHash());
        assertThat(parsed.tokenHash()).isEqualTo(token.tokenHash());
    }

    @Test
    void neither_hash_is_the_token() {
        RefreshToken token = RefreshToken.first(random);

        assertThat(token.familyHash()).hasSize(32);
        assertThat(token.tokenHash()).hasSize(32).isNotEqualTo(token.familyHash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_does_not_look_like_a_token_is_none(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }
}
