package io.rookery.test.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(
        classes = WithBackendsTests.Application.class,
        properties = "rookery.signal.url=${ROOKERY_SIGNAL_URL:http://nowhere}")
@WithBackends({WithBackendsTests.Beacon.class, WithBackendsTests.Proxy.class})
class WithBackendsTests {

    @Autowired
    Beacon beacon;

    @Autowired
    String urlSeenByBean;

    @Test
    void a_placeholder_resolves_to_what_the_backend_says() {
        assertThat(urlSeenByBean).isEqualTo("http://proxy");
    }

    @Test
    void the_backend_is_a_bean() {
        assertThat(beacon.properties()).containsEntry("ROOKERY_SIGNAL_COLOUR", "green");
    }

    @Test
    void the_later_backend_wins(
            @Value("${ROOKERY_SIGNAL_URL}") String url, @Value("${ROOKERY_SIGNAL_COLOUR}") String colour) {
        assertThat(url).isEqualTo("http://proxy");
        assertThat(colour).isEqualTo("green");
    }

    @Nested
    class Inside {

        @Test
        void a_nested_test_has_the_backends_too(@Autowired Beacon same) {
            assertThat(same).isSameAs(beacon);
        }
    }

    static final class Beacon implements TestBackend {
        @Override
        public Map<String, String> properties() {
            return Map.of("ROOKERY_SIGNAL_URL", "http://beacon", "ROOKERY_SIGNAL_COLOUR", "green");
        }
    }

    static final class Proxy implements TestBackend {
        @Override
        public Map<String, String> properties() {
            return Map.of("ROOKERY_SIGNAL_URL", "http://proxy");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        String urlSeenByBean(@Value("${rookery.signal.url}") String url) {
            return url;
        }
    }
}
