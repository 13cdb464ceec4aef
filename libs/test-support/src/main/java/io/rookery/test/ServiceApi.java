package io.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.contracts.ReplyContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The service under test as its clients call it: over HTTP, on the port it really listens on. Every reply is held against
 * the service's document in {@code contracts/}; one that is not documented fails the test.
 */
@TestComponent
public class ServiceApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient http = RestClient.create();
    private final Environment environment;
    private final TestTokens tokens;
    private final ReplyContract contract;

    public ServiceApi(Environment environment, TestTokens tokens) {
        this.environment = environment;
        this.tokens = tokens;
        this.contract = ReplyContract.of(environment.getProperty("spring.application.name", ""));
    }

    /** Without a token. */
    public Reply get(String path) {
        return exchange(HttpMethod.GET, path, Map.of(), null);
    }

    /** Without a token. */
    public Reply post(String path, Map<String, ?> body) {
        return exchange(HttpMethod.POST, path, Map.of(), JSON.writeValueAsString(body));
    }

    public Reply get(long userId, String path) {
        return send(userId, HttpMethod.GET, path, null);
    }

    public Reply post(long userId, String path, Map<String, ?> body) {
        return send(userId, HttpMethod.POST, path, JSON.writeValueAsString(body));
    }

    public Reply delete(long userId, String path) {
        return send(userId, HttpMethod.DELETE, path, null);
    }

    /** As this user; a body is sent as JSON just as it is, valid or not. */
    public Reply send(long userId, HttpMethod method, String path, @Nullable String body) {
        return exchange(method, path, Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(userId)), body);
    }

    /** As another service. */
    public Reply internal(HttpMethod method, String path) {
        return exchange(method, path, Map.of("X-Internal-Key", tokens.internalKey()), null);
    }

    public Reply exchange(HttpMethod method, String path, Map<String, String> headers, @Nullable String body) {
        RestClient.RequestBodySpec request = http.method(method)
                .uri("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path)
                .headers(all -> headers.forEach(all::set));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchangeForRequiredValue((_, response) -> {
            byte[] bytes = response.getBody().readAllBytes();
            contract.assertKept(
                    method.name(), path, response.getStatusCode().value(), headersOf(response.getHeaders()), bytes);
            return new Reply(
                    response.getStatusCode().value(),
                    response.getHeaders(),
                    bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes));
        });
    }

    private static Map<String, List<String>> headersOf(HttpHeaders headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach(all::put);
        return all;
    }

    /** What came back; a body that is missing has no fields. */
    public record Reply(int status, HttpHeaders headers, JsonNode body) {

        /** Empty if there is no such field. */
        public String text(String field) {
            return body.path(field).asString();
        }

        /** What a program tells a problem by. */
        public String code() {
            return text("code");
        }

        /** The elements of a list of texts. */
        public List<String> texts(String list) {
            List<String> texts = new ArrayList<>();
            body.path(list).forEach(item -> texts.add(item.asString()));
            return texts;
        }

        /** One field of each element of a list. */
        public List<String> texts(String list, String field) {
            List<String> texts = new ArrayList<>();
            body.path(list).forEach(item -> texts.add(item.path(field).asString()));
            return texts;
        }

        /** Checks that this is a problem as every service tells them, one that can be found again in the logs. */
        public void assertProblem(int expectedStatus, String expectedCode) {
            assertThat(status).as("%s", this).isEqualTo(expectedStatus);
            assertThat(code()).as("%s", this).isEqualTo(expectedCode);
            assertThat(headers.get(HttpHeaders.CONTENT_TYPE)).containsExactly("application/problem+json");
            assertThat(text("request_id")).as("%s", this).isNotEmpty().isEqualTo(headers.getFirst("X-Request-Id"));
        }
    }
}
