package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityTests {

    private static final String RELEASED = """
            openapi: 3.1.0
            info: {title: Tweets, version: 1.0.0}
            security: [{access_token: []}]
            paths:
              /v1/tweets:
                get:
                  operationId: listTweets
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, maximum: 100}}
                    - {name: kind, in: query, schema: {type: string, enum: [reply, quote]}}
                  responses:
                    "200":
                      description: OK
                      headers: {ETag: {required: true, schema: {type: string}}}
                      content: {application/json: {schema: {$ref: "#/components/schemas/Tweet"}}}
                post:
                  operationId: postTweet
                  requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/PostTweet"}}}}
                  responses: {"201": {description: Created}}
              /v1/keys:
                get: {operationId: getKeys, security: [], responses: {"200": {description: OK}}}
            components:
              schemas:
                Tweet: {type: object, required: [tweet_id, likes], properties: {tweet_id: {type: string, pattern: "^[0-9]+$"}, likes: {type: integer}, quote: {$ref: "#/components/schemas/Tweet"}}}
                PostTweet: {type: object, required: [content], properties: {content: {type: string, maxLength: 280}, language: {type: string}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    operationId: getKeys, security: []         | operationId: getKeys                     | GET /v1/keys: needs an access token now
                    /v1/keys:                                  | /v1/key_set:                             | GET /v1/keys: is gone
                    operationId: listTweets                    | operationId: tweets                      | GET /v1/tweets: generated clients knew it as listTweets, now tweets
                    name: limit,                               | name: size,                              | GET /v1/tweets query limit: is gone
                    kind, in: query,                           | kind, in: query, required: true,         | GET /v1/tweets query kind: is required now
                    maximum: 100                               | maximum: 50                              | GET /v1/tweets query limit: maximum was 100, is 50
                    enum: [reply, quote]                       | enum: [reply]                            | GET /v1/tweets query kind: can no longer be quote
                    likes: {type: integer},                    | ~~                                       | GET /v1/tweets 200/likes: is gone
                    likes: {type: integer}                     | likes: {type: string}                    | GET /v1/tweets 200/likes: type was "integer", is "string"
                    likes: {type: integer}                     | likes: {type: [integer, "null"]}         | GET /v1/tweets 200/likes: type was "integer", is ["integer","null"]
                    required: [tweet_id, likes]                | required: [tweet_id]                     | GET /v1/tweets 200/likes: is not always there
                    pattern: "^[0-9]+$"                        | pattern: ".*"                            | GET /v1/tweets 200/tweet_id: pattern was `^[0-9]+$`, is `.*`
                    ETag: {required: true,                     | ETag: {                                  | GET /v1/tweets 200 header ETag: is not always there
                    "201": {                                   | "202": {                                 | POST /v1/tweets 201: is gone
                    required: [content]                        | required: [content, language]            | POST /v1/tweets body/language: is required now
                    maxLength: 280                             | maxLength: 140                           | POST /v1/tweets body/content: maxLength was 280, is 140
                    language: {type: string}                   | language: {type: string, maxLength: 2}   | POST /v1/tweets body/language: maxLength was , is 2
                    """)
    void a_change_that_breaks_a_client_is_named(String was, String is, String told) {
        assertThat(RELEASED).contains(was);

        assertThat(breaks(RELEASED.replace(was, is))).contains(told);
    }

    @Test
    void what_is_only_added_or_allowed_breaks_nothing() {
        String more = RELEASED.replace("maxLength: 280", "maxLength: 1000")
                .replace("enum: [reply, quote]", "enum: [reply, quote, retweet]")
                .replace("likes: {type: integer}", "likes: {type: integer}, views: {type: integer}")
                .replace("required: [tweet_id, likes]", "required: [tweet_id, likes, views]")
                .replace("required: [content]", "required: []")
                .replace("paths:", "paths:\n  /v1/new: {get: {operationId: getNew, responses: {}}}");

        assertThat(breaks(more)).isEmpty();
    }

    @Test
    void nothing_of_the_released_api_is_broken() {
        ApiDocument released =
                ApiDocument.read(Contracts.folder().resolve("released").resolve("openapi.yaml"));

        assertThat(Compatibility.breaks(released, ApiDocument.published()))
                .as("clients of contracts/released/openapi.yaml break")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("releasedEvents")
    void no_consumer_of_a_released_event_is_broken(Path released) {
        Path now = Contracts.folder().resolve("events").resolve(released.getFileName());

        assertThat(Compatibility.breaksOfEvent(
                        OpenApiContract.parse(Contracts.read(released)), OpenApiContract.parse(Contracts.read(now))))
                .as("consumers of %s break", released)
                .isEmpty();
    }

    static List<Path> releasedEvents() throws IOException {
        try (Stream<Path> files =
                Files.list(Contracts.folder().resolve("released").resolve("events"))) {
            return files.sorted().toList();
        }
    }

    private static List<String> breaks(String newer) {
        return Compatibility.breaks(ApiDocument.parse(RELEASED), ApiDocument.parse(newer));
    }
}
