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
                    - {name: limit, in: query, schema: {type: integer, maximum: 100, default: 20}}
                    - {name: kind, in: query, schema: {type: string, enum: [reply, quote]}}
                    - {name: ids, in: query, explode: false, schema: {type: array, items: {}}}
                  responses:
                    "200":
                      description: OK
                      headers: {ETag: {required: true, schema: {type: string}}, Link: {schema: {type: string}}}
                      content: {application/json: {schema: {$ref: "#/components/schemas/Tweet"}}}
                post:
                  operationId: postTweet
                  requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/PostTweet"}}}}
                  responses: {"201": {description: Created}}
              /v1/keys:
                get: {operationId: getKeys, security: [], responses: {"200": {description: OK}}}
            components:
              schemas:
                Tweet: {type: object, required: [tweet_id, likes], properties: {tweet_id: {type: string, pattern: "^[0-9]+$"}, likes: {type: integer}, seen: {type: [integer, "null"]}, at: {format: date-time}, what: {const: tweet}, quote: {oneOf: [{$ref: "#/components/schemas/Tweet"}, {type: object}]}}}
                PostTweet: {type: object, required: [content], properties: {content: {type: string, minLength: 1, maxLength: 280, pattern: ".*"}, language: {type: string}, tags: {type: array}, extra: {additionalProperties: {type: string}}, place: {type: [string, "null"]}, weight: {type: number}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    operationId: getKeys, security: []            | operationId: getKeys                             | GET /v1/keys: needs an access token now
                    /v1/keys:                                     | /v1/key_set:                                     | GET /v1/keys: is gone
                    operationId: listTweets                       | operationId: tweets                              | GET /v1/tweets: generated clients knew it as listTweets, now tweets
                    name: limit,                                  | name: size,                                      | GET /v1/tweets query limit: is gone
                    kind, in: query,                              | kind, in: query, required: true,                 | GET /v1/tweets query kind: is required now
                    maximum: 100                                  | maximum: 50                                      | GET /v1/tweets query limit: maximum was 100, is 50
                    maximum: 100                                  | maximum: 100, minimum: 0                         | GET /v1/tweets query limit: minimum was , is 0
                    maximum: 100                                  | maximum: 100, multipleOf: 10                     | GET /v1/tweets query limit: multipleOf was , is 10
                    default: 20                                   | default: 50                                      | GET /v1/tweets query limit: default was 20, is 50
                    maximum: 100                                  | maximum: 100, exclusiveMinimum: 0                | GET /v1/tweets query limit: exclusiveMinimum was , is 0
                    maximum: 100                                  | maximum: 100, exclusiveMaximum: 99               | GET /v1/tweets query limit: exclusiveMaximum was , is 99
                    , default: 20                                 | ~~                                               | ~GET /v1/tweets query limit: default was 20, is ~
                    explode: false,                               | explode: true,                                   | GET /v1/tweets query ids: explode was false, is true
                    explode: false,                               | explode: false, style: spaceDelimited,           | GET /v1/tweets query ids: style was , is "spaceDelimited"
                    items: {}                                     | items: {type: string}                            | GET /v1/tweets query ids/*: type was , is "string"
                    items: {}                                     | items: {}, uniqueItems: true                     | GET /v1/tweets query ids: uniqueItems was , is true
                    enum: [reply, quote]                          | enum: [reply]                                    | GET /v1/tweets query kind: enum was ["reply","quote"], is ["reply"]
                    likes: {type: integer},                       | ~~                                               | GET /v1/tweets 200/likes: is gone
                    likes: {type: integer}                        | likes: {type: string}                            | GET /v1/tweets 200/likes: type was "integer", is "string"
                    likes: {type: integer}                        | likes: {type: [integer, "null"]}                 | GET /v1/tweets 200/likes: type was "integer", is ["integer","null"]
                    required: [tweet_id, likes]                   | required: [tweet_id]                             | GET /v1/tweets 200/likes: is not always there
                    pattern: "^[0-9]+$"                           | pattern: ".*"                                    | GET /v1/tweets 200/tweet_id: pattern was "^[0-9]+$", is ".*"
                    format: date-time                             | format: date                                     | GET /v1/tweets 200/at: format was "date-time", is "date"
                    const: tweet                                  | const: retweet                                   | GET /v1/tweets 200/what: const was "tweet", is "retweet"
                    {type: object}]                               | {type: object}, {}]                              | GET /v1/tweets 200/quote: oneOf has 1 more
                    , {type: object}]                             | ]                                                | GET /v1/tweets 200/quote/oneOf1: is gone
                    ETag: {required: true,                        | ETag: {                                          | GET /v1/tweets 200 header ETag: is not always there
                    Link: {schema: {type: string}}                | ~~                                               | GET /v1/tweets 200 header Link: is gone
                    Link: {schema: {type: string}}                | Link: {schema: {type: array}}                    | GET /v1/tweets 200 header Link: type was "string", is "array"
                    "201": {                                      | "202": {                                         | POST /v1/tweets 201: is gone
                    requestBody: {                                | requestBody: {required: true,                    | POST /v1/tweets: needs a body now
                    required: [content]                           | required: [content, language]                    | POST /v1/tweets body/language: is required now
                    required: [content]                           | additionalProperties: false, required: [content] | POST /v1/tweets body/*: is refused now
                    required: [content]                           | allOf: [{}], required: [content]                 | POST /v1/tweets body: allOf has 1 more
                    required: [content]                           | oneOf: [{}], required: [content]                 | POST /v1/tweets body: oneOf has 1 more
                    minLength: 1,                                 | minLength: 2,                                    | POST /v1/tweets body/content: minLength was 1, is 2
                    maxLength: 280                                | maxLength: 140                                   | POST /v1/tweets body/content: maxLength was 280, is 140
                    pattern: ".*"                                 | pattern: ".+"                                    | POST /v1/tweets body/content: pattern was ".*", is ".+"
                    language: {type: string}                      | language: {type: string, minLength: 2}           | POST /v1/tweets body/language: minLength was , is 2
                    language: {type: string}                      | language: {type: string, maxLength: 2}           | POST /v1/tweets body/language: maxLength was , is 2
                    language: {type: string}                      | language: {type: string, pattern: "^..$"}        | POST /v1/tweets body/language: pattern was , is "^..$"
                    language: {type: string}                      | language: {type: string, format: uri}            | POST /v1/tweets body/language: format was , is "uri"
                    language: {type: string}                      | language: {type: string, enum: [en]}             | POST /v1/tweets body/language: enum was , is ["en"]
                    language: {type: string}                      | language: {type: string, const: en}              | POST /v1/tweets body/language: const was , is "en"
                    language: {type: string},                     | ~~                                               | POST /v1/tweets body/language: is gone
                    place: {type: [string, "null"]}               | place: {type: string}                            | POST /v1/tweets body/place: type was ["string","null"], is "string"
                    weight: {type: number}                        | weight: {type: integer}                          | POST /v1/tweets body/weight: type was "number", is "integer"
                    tags: {type: array}                           | tags: {type: array, items: {type: string}}       | POST /v1/tweets body/tags/*: type was , is "string"
                    tags: {type: array}                           | tags: {type: array, minItems: 4}                 | POST /v1/tweets body/tags: minItems was , is 4
                    tags: {type: array}                           | tags: {type: array, maxItems: 4}                 | POST /v1/tweets body/tags: maxItems was , is 4
                    extra: {additionalProperties: {type: string}} | extra: {additionalProperties: {type: integer}}   | POST /v1/tweets body/extra/*: type was "string", is "integer"
                    extra: {                                      | extra: {minProperties: 1,                        | POST /v1/tweets body/extra: minProperties was , is 1
                    extra: {                                      | extra: {maxProperties: 1,                        | POST /v1/tweets body/extra: maxProperties was , is 1
                    """)
    void a_change_that_breaks_a_client_is_named(String was, String is, String told) {
        assertThat(RELEASED).contains(was);

        assertThat(breaks(RELEASED.replace(was, is))).contains(told);
    }

    @Test
    void what_is_only_added_or_allowed_breaks_nothing() {
        String more = RELEASED.replace("maxLength: 280, pattern: \".*\"", "maxLength: 1000")
                .replace("enum: [reply, quote]", "enum: [reply, quote, retweet]")
                .replace("likes: {type: integer}", "likes: {type: integer, enum: [1]}, views: {type: integer}")
                .replace("seen: {type: [integer, \"null\"]}", "seen: {type: integer, format: int64}")
                .replace("language: {type: string}", "language: {type: [string, \"null\"], minLength: 0}")
                .replace(
                        "required: [tweet_id, likes]",
                        "additionalProperties: false, required: [tweet_id, likes, views]")
                .replace("required: [content]", "required: []")
                .replace("security: []", "security: [], deprecated: true")
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
