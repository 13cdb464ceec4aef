package io.rookery.defaults.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.idempotency.IdempotencyStore;
import io.rookery.defaults.idempotency.IdempotentRequest;
import io.rookery.defaults.idempotency.StoredReply;
import io.rookery.defaults.security.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=thing-service",
            "rookery.security.internal-key=0123456789abcdef0123456789abcdef",
            "rookery.security.revocations-uri=",
            "rookery.security.public-paths=/v1/open/**",
            "rookery.web.strong-etags=/v1/things/{id}",
            "rookery.web.weak-etags=/v1/things"
        })
class DocumentIT {

    @LocalServerPort
    private int port;

    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            document = new JsonMapper().readTree(reply.body());
        }
    }

    @Test
    void it_is_named_after_the_service() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("info").path("title").asString()).isEqualTo("Rookery thing-service");
    }

    @Test
    void an_operation_has_every_status_it_may_answer_and_no_other() {
        assertThat(operation("/v1/things/{id}", "get").path("responses").propertyNames())
                .containsExactlyInAnyOrder("200", "304", "400", "401", "404", "405", "406", "429", "500", "503");
        assertThat(operation("/v1/things", "post").path("responses").propertyNames())
                .containsExactlyInAnyOrder(
                        "201", "400", "401", "405", "406", "409", "413", "415", "422", "429", "500", "503");
        assertThat(operation("/v1/open/things", "get").path("responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "405", "406", "429", "500", "503");
    }

    @Test
    void a_problem_is_there_once_with_an_example_of_each_code() {
        String reference = operation("/v1/things", "post")
                .path("responses")
                .path("409")
                .path("$ref")
                .asString();
        assertThat(reference).isEqualTo("#/components/responses/409.idempotency_in_progress.name_taken");
        JsonNode response = document.at(reference.substring(1));

        JsonNode content = response.path("content").path("application/problem+json");
        assertThat(content.path("schema").path("$ref").asString()).isEqualTo("#/components/schemas/Problem");
        assertThat(content.at("/examples/name_taken/value/code").asString()).isEqualTo("name_taken");
        assertThat(content.at("/examples/name_taken/value/status").asInt()).isEqualTo(409);
        assertThat(content.at("/examples/idempotency_in_progress/value/code").asString())
                .isEqualTo("idempotency_in_progress");
        assertThat(response.path("description").asString())
                .isEqualTo("Conflict: `idempotency_in_progress`, `name_taken`");
        assertThat(response.path("headers").propertyNames())
                .containsExactlyInAnyOrder("X-Request-Id", "RateLimit", "RateLimit-Policy", "Retry-After");
        assertThat(document.at("/components/responses/401.unauthenticated/headers")
                        .propertyNames())
                .contains("WWW-Authenticate");
    }

    @Test
    void a_post_takes_a_key_and_a_get_what_the_client_has() {
        assertThat(references("/v1/things", "post")).contains("#/components/parameters/Idempotency-Key");
        assertThat(references("/v1/things/{id}", "get")).contains("#/components/parameters/If-None-Match");
        assertThat(references("/v1/open/things", "get")).isEmpty();
        assertThat(document.at("/components/parameters/Idempotency-Key/schema/type")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void replies_have_their_headers() {
        assertThat(headers("/v1/things", "post", "201"))
                .containsExactlyInAnyOrder(
                        "X-Request-Id", "RateLimit", "RateLimit-Policy", "Location", "Idempotency-Replayed");
        assertThat(headers("/v1/things/{id}", "get", "200"))
                .containsExactlyInAnyOrder("X-Request-Id", "RateLimit", "RateLimit-Policy", "ETag");
        assertThat(headers("/v1/things/{id}", "get", "304")).contains("ETag");
        assertThat(document.at("/components/headers/ETag/schema/type").asString())
                .isEqualTo("string");
    }

    @Test
    void only_open_paths_need_no_token() {
        assertThat(operation("/v1/open/things", "get").path("security").isArray())
                .isTrue();
        assertThat(operation("/v1/open/things", "get").path("security")).isEmpty();
        assertThat(operation("/v1/things", "get").has("security")).isFalse();
    }

    @Test
    void ids_are_texts_and_the_caller_is_no_parameter() {
        JsonNode parameters = operation("/v1/things/{id}", "get").path("parameters");

        assertThat(parameters.path(0).at("/schema/type").asString()).isEqualTo("string");
        assertThat(parameters.path(0).at("/schema/pattern").asString()).isEqualTo("^[0-9]{1,19}$");
        assertThat(parameters).hasSize(2);
    }

    @Test
    void a_problem_has_an_example_and_says_what_is_always_there() {
        JsonNode problem = document.at("/components/schemas/Problem");

        assertThat(problem.path("example").path("code").asString()).isEqualTo("not_found");
        assertThat(problem.path("required").valueStream().map(JsonNode::asString))
                .contains("type", "status", "code", "request_id");
    }

    @Test
    void nothing_of_how_it_is_made_shows() {
        assertThat(document.toString()).doesNotContain("x-can-fail");
    }

    private JsonNode operation(String path, String method) {
        JsonNode operation = document.path("paths").path(path).path(method);
        assertThat(operation.isMissingNode()).isFalse();
        return operation;
    }

    private Iterable<String> headers(String path, String method, String status) {
        return operation(path, method)
                .path("responses")
                .path(status)
                .path("headers")
                .propertyNames();
    }

    private List<String> references(String path, String method) {
        List<String> references = new ArrayList<>();
        operation(path, method).path("parameters").forEach(parameter -> {
            if (parameter.has("$ref")) {
                references.add(parameter.path("$ref").asString());
            }
        });
        return references;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(ThingController.class)
    static class Service {

        @Bean
        IdempotencyStore noKeyIsEverUsed() {
            return new IdempotencyStore() {
                @Override
                public Claim claim(IdempotentRequest request) {
                    return new Claim.Granted(1, false);
                }

                @Override
                public void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply) {}

                @Override
                public void release(IdempotentRequest request, Claim.Granted claim) {}
            };
        }
    }

    @RestController
    static class ThingController {

        record Thing(String name) {}

        @GetMapping("/v1/things/{id}")
        @CanFail(status = 404, code = "not_found")
        Thing thing(Caller caller, @PathVariable long id) {
            return new Thing("a");
        }

        @GetMapping("/v1/things")
        List<Thing> things(@RequestParam(required = false) String cursor) {
            return List.of();
        }

        @GetMapping("/v1/open/things")
        List<Thing> open() {
            return List.of();
        }

        @PostMapping("/v1/things")
        @ResponseStatus(HttpStatus.CREATED)
        @CanFail(status = 409, code = "name_taken")
        Thing post(@RequestBody Thing thing) {
            return thing;
        }
    }
}
