package io.rookery.test.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BackendModeTests {

    @Test
    void backends_are_embedded_or_containers() {
        assertThat(BackendMode.of("embedded")).isEqualTo(BackendMode.EMBEDDED);
        assertThat(BackendMode.of("containers")).isEqualTo(BackendMode.CONTAINERS);
    }

    @Test
    void any_other_word_is_refused_with_the_words_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendMode.of("docker"))
                .withMessage("rookery.backends is 'docker'; it must be embedded or containers");
    }

    @Test
    void containers_without_an_engine_fail_with_what_to_do() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ContainerServer.requireEngine(() -> false))
                .withMessageContaining("start Docker, or run with -Drookery.backends=embedded");
    }

    @Test
    void containers_with_an_engine_may_start() {
        assertThatCode(() -> ContainerServer.requireEngine(() -> true)).doesNotThrowAnyException();
    }
}
