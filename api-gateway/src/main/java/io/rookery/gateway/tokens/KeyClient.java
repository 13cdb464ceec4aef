package io.rookery.gateway.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Fetches the key set of user-service. */
final class KeyClient {

    private static final Logger log = LoggerFactory.getLogger(KeyClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final WebClient http = WebClient.create();
    private final URI jwksUri;

    KeyClient(URI jwksUri) {
        this.jwksUri = jwksUri;
    }

    /** Fails with {@link ServiceUnavailableException} if there is no usable answer within 2 s. */
    Mono<JWKSet> fetch() {
        return http.get()
                .uri(jwksUri)
                .retrieve()
                .bodyToMono(String.class)
                .<JWKSet>handle((body, sink) -> {
                    try {
                        sink.next(JWKSet.parse(body));
                    } catch (ParseException e) {
                        sink.error(e);
                    }
                })
                .timeout(TIMEOUT)
                .onErrorMap(e -> {
                    log.atWarn()
                            .setMessage("The keys of access tokens could not be fetched")
                            .addKeyValue("reason", String.valueOf(e))
                            .log();
                    return new ServiceUnavailableException("Access tokens cannot be checked now, try again.");
                });
    }
}
