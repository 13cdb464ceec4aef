package io.rookery.gateway.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rookery.defaults.security.InternalKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Asks user-service which sessions have ended. */
final class RevocationClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Bytes; the list has at most 100,000 ids of 22 characters. */
    private static final int MAX_REPLY = 4 << 20;

    private final WebClient http = WebClient.builder()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_REPLY))
            .build();
    private final URI uri;
    private final String internalKey;

    RevocationClient(URI uri, String internalKey) {
        this.uri = uri;
        this.internalKey = internalKey;
    }

    private record Ended(@JsonProperty("session_ids") List<String> sessionIds) {}

    /** Fails if there is no usable answer within 2 s. */
    Mono<List<String>> fetch() {
        return http.get()
                .uri(uri)
                .header(InternalKey.HEADER, internalKey)
                .retrieve()
                .bodyToMono(Ended.class)
                .map(Ended::sessionIds)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("An empty answer")))
                .timeout(TIMEOUT);
    }
}
