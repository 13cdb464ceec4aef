package io.rookery.user;

import io.rookery.test.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The service as its clients call it: over HTTP. */
@TestComponent
public class Api {

    private final RestClient http = RestClient.create();
    private final Environment environment;
    private final TestTokens tokens;
    private final JsonMapper json;

    public Api(Environment environment, TestTokens tokens, JsonMapper json) {
        this.environment = environment;
        this.tokens = tokens;
        this.json = json;
    }

    public record Reply(int status, HttpHeaders headers, JsonNode body) {

        public String text(String field) {
            return body.path(field).asString();
        }

        public String code() {
            return text("code");
        }

        /** One field of each element of a list. */
        public List<String> texts(String list, String field) {
            List<String> texts = new ArrayList<>();
            body.path(list).forEach(item -> texts.add(item.path(field).asString()));
            return texts;
        }

        /** The elements of a list of texts. */
        public List<String> texts(String list) {
            List<String> texts = new ArrayList<>();
            body.path(list).forEach(item -> texts.add(item.asString()));
            return texts;
        }
    }

    public Reply get(long userId, String path) {
        return exchange(HttpMethod.GET, path, bearer(userId), null);
    }

    public Reply patch(long userId, String path, String body) {
        return exchange(HttpMethod.PATCH, path, bearer(userId), body);
    }

    public Reply follow(long userId, long followeeId) {
        return exchange(HttpMethod.PUT, "/v1/users/" + followeeId + "/follow", bearer(userId), null);
    }

    public Reply unfollow(long userId, long followeeId) {
        return exchange(HttpMethod.DELETE, "/v1/users/" + followeeId + "/follow", bearer(userId), null);
    }

    /** Without a token. */
    public Reply post(String path, Map<String, ?> body) {
        return exchange(HttpMethod.POST, path, Map.of(), json.writeValueAsString(body));
    }

    public Reply internal(HttpMethod method, String path) {
        return exchange(method, path, Map.of("X-Internal-Key", tokens.internalKey()), null);
    }

    public Reply exchange(HttpMethod method, String path, Map<String, String> headers, String body) {
        RestClient.RequestBodySpec request = http.method(method)
                .uri("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path)
                .headers(all -> headers.forEach(all::set));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> {
            byte[] bytes = response.getBody().readAllBytes();
            return new Reply(
                    response.getStatusCode().value(),
                    response.getHeaders(),
                    bytes.length == 0 ? MissingNode.getInstance() : json.readTree(bytes));
        });
    }

    private Map<String, String> bearer(long userId) {
        return Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(userId));
    }
}
