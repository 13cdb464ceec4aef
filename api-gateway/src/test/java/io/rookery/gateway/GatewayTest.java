package io.rookery.gateway;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.RedisBackend;
import io.rookery.test.backends.WithBackends;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The real gateway over HTTP, with limits out of the way; only the services behind it are played. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "MANAGEMENT_SERVER_PORT=0",
            "ROOKERY_RATE_LIMIT_SCALE=1000",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "rookery.calls.minimum=100"
        })
@WithBackends({TestTokens.class, FakeServices.class, RedisBackend.class})
public @interface GatewayTest {}
