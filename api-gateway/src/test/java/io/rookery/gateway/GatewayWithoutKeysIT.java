package io.rookery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.backends.Ports;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.TestBackend;
import io.rookery.test.backends.WithBackends;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gateway started, and user-service, which has the keys of tokens, did not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "MANAGEMENT_SERVER_PORT=0")
@WithBackends({TestTokens.class, FakeServices.class, GatewayWithoutKeysIT.NoKeys.class})
class GatewayWithoutKeysIT {

    /** An address where nobody listens. */
    public static final class NoKeys implements TestBackend {
        @Override
        public Map<String, String> properties() {
            return Map.of("ROOKERY_JWKS_URI", "http://127.0.0.1:" + Ports.free() + "/.well-known/jwks.json");
        }
    }

    @Autowired
    FakeServices services;

    @Autowired
    TestTokens tokens;

    @LocalServerPort
    int port;

    @AfterEach
    void forgetWhatWasSeen() {
        services.reset();
    }

    @Test
    void a_token_that_cannot_be_checked_is_503_and_not_401() {
        RawHttp.Reply reply = new RawHttp(port).get("/v1/users/me", "Authorization: " + tokens.bearer(7));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers("Retry-After")).isNotEmpty();
        assertThat(reply.body()).contains("service_unavailable");
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void a_missing_token_is_401_without_any_keys() {
        assertThat(new RawHttp(port).get("/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void signing_in_goes_on() {
        assertThat(new RawHttp(port).get("/v1/auth/login").status()).isEqualTo(200);
    }
}
