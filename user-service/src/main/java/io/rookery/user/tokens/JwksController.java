package io.rookery.user.tokens;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that access tokens are checked with. */
@RestController
@Tag(name = "Sessions")
@SecurityRequirements
class JwksController {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final KeyFolder folder;

    JwksController(KeyFolder folder) {
        this.folder = folder;
    }

    @Schema(requiredProperties = "keys")
    record KeySet(
            @Schema(
                    example =
                            "[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"X2b8\",\"e\":\"AQAB\",\"n\":\"u1SU\"}]")
            List<Map<String, Object>> keys) {}

    @GetMapping("/.well-known/jwks.json")
    @Operation(operationId = "getKeySet", summary = "The keys of access tokens, as a JSON Web Key Set (RFC 7517)")
    ResponseEntity<KeySet> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
                .body(new KeySet(folder.keys().published().getKeys().stream()
                        .map(key -> key.toJSONObject())
                        .toList()));
    }
}
