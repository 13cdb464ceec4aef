package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyContractTests {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            paths:
              /v1/users/me:
                get:
                  operationId: getOwnUser
                  responses:
                    "200": {content: {application/json: {schema: {$ref: "#/components/schemas/OwnUser"}}}}
              /v1/users/{user_id}:
                get:
                  operationId: getUser
                  responses:
                    "200":
                      headers: {ETag: {required: true, schema: {type: string}}}
                      content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}
                    "304": {description: as it was}
                    "404": {$ref: "#/components/responses/NotFound"}
                    default: {content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}}
            components:
              responses:
                NotFound: {content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}}
              schemas:
                OwnUser: {type: object, required: [email], properties: {email: {type: string}}}
                User:
                  type: object
                  required: [user_id, created_at]
                  properties:
                    user_id: {type: string, pattern: "^[0-9]{1,19}$"}
                    created_at: {type: string, format: date-time}
                    friends: {type: array, items: {$ref: "#/components/schemas/User"}}
                Problem: {type: object, required: [code], properties: {code: {type: string}}}
            """;
    private static final String USER = "{\"user_id\":\"1\",\"created_at\":\"2026-01-01T00:00:00.000Z\"}";

    private final ReplyContract contract = new ReplyContract(ApiDocument.parse(DOCUMENT));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    GET  | /v1/users/1              | 200 | application/json         | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z"}
                    GET  | /v1/users/1?x=/y         | 200 | application/json         | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z","friends":[]}
                    HEAD | /v1/users/1              | 200 | application/json         | ~~
                    GET  | /v1/users/me             | 200 | application/json;charset=UTF-8 | {"email":"a@example.org"}
                    GET  | /v1/users/1              | 304 | ~~                       | ~~
                    GET  | /v1/users/1              | 404 | application/problem+json | {"code":"not_found"}
                    GET  | /v1/users/1              | 500 | application/problem+json | {"code":"internal"}
                    GET  | /v1/nothing              | 404 | application/problem+json | {"code":"not_found"}
                    PUT  | /v1/users/1              | 405 | application/problem+json | {"code":"method_not_allowed"}
                    GET  | /internal/users/1        | 200 | application/json         | {"anything":1}
                    """)
    void what_is_promised_passes(String method, String path, int status, String type, String body) {
        assertThatCode(() -> reply(method, path, status, type, body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    GET | /v1/users/1  | 200 | application/json         | {"user_id":"1"}                     | created_at
                    GET | /v1/users/1  | 200 | application/json         | {"user_id":1,"created_at":"2026-01-01T00:00:00.000Z"} | /user_id
                    GET | /v1/users/1  | 200 | application/json         | {"user_id":"1","created_at":"yesterday"} | /created_at
                    GET | /v1/users/1  | 200 | application/json         | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z","password":"x"} | password
                    GET | /v1/users/1  | 200 | application/json         | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z","friends":[{}]} | /friends/0
                    GET | /v1/users/1  | 200 | application/json         | <html>                              | not JSON
                    GET | /v1/users/1  | 200 | text/html                | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z"} | promised is [application/json]
                    GET | /v1/users/1  | 201 | application/json         | {"user_id":"1"}                     | does not document this status
                    GET | /v1/users/1  | 409 | application/problem+json | {"code":"conflict"}                 | does not document this status
                    GET | /v1/users/1  | 500 | text/html                | <html>                              | promised is [application/problem+json]
                    GET | /v1/users/1  | 304 | ~~                       | {}                                  | a body where none is promised
                    GET | /v1/users/me | 200 | application/json         | {"user_id":"1","created_at":"2026-01-01T00:00:00.000Z"} | email
                    GET | /v1/nothing  | 200 | application/json         | {}                                  | not an operation
                    PUT | /v1/users/1  | 204 | ~~                       | ~~                                  | not an operation
                    """)
    void what_is_not_promised_is_named(String method, String path, int status, String type, String body, String named) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> reply(method, path, status, type, body))
                .withMessageStartingWith(method + " " + path + " -> " + status)
                .withMessageContaining(named);
    }

    @Test
    void a_promised_header_must_be_there() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.assertKept(
                        "GET",
                        "/v1/users/1",
                        200,
                        Map.of("content-type", List.of("application/json")),
                        USER.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("no header ETag");
    }

    @Test
    void a_service_without_a_document_may_answer_anything() {
        assertThatCode(() -> ReplyContract.of("fanout-worker")
                        .assertKept("GET", "/v1/anything", 200, Map.of(), new byte[] {1}))
                .doesNotThrowAnyException();
    }

    @Test
    void the_codes_of_a_problem_are_its_examples_or_what_its_code_can_be() {
        String problems = """
                {paths: {/v1/a: {get: {responses: {
                  "403": {content: {application/problem+json: {examples: {blocked: {}, forbidden: {}}}}},
                  "409": {content: {application/problem+json: {schema: {properties: {code: {enum: [taken]}}}}}}}}}}}
                """;
        Operation operation =
                ApiDocument.parse(problems).operation("GET", "/v1/a").orElseThrow();

        assertThat(operation.codes(403)).containsExactly("blocked", "forbidden");
        assertThat(operation.codes(409)).containsExactly("taken");
        assertThat(operation.codes(404)).isEmpty();
    }

    private void reply(String method, String path, int status, String type, String body) {
        contract.assertKept(
                method,
                path,
                status,
                Map.of("Content-Type", List.of(type), "etag", List.of("\"1\"")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
