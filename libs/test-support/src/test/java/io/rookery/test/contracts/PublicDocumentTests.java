package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PublicDocumentTests {

    private static final String TWEETS = """
            security: [{access_token: []}]
            paths: {"/v1/tweets/{tweet_id}": {get: {operationId: getTweet}}}
            components: {schemas: {Tweet: {type: object, properties: {content: {type: string}}}}}
            """;
    private static final String TIMELINES = TWEETS.replace("/v1/tweets/{tweet_id}", "/v1/home");

    @Test
    void the_document_kept_is_made_of_those_of_the_services() {
        OpenApiContract.assertUnchanged(PublicDocument.file(), PublicDocument.current(), OpenApiContract.writes());
    }

    @Test
    void operations_come_together_and_what_is_alike_stands_once() {
        ObjectNode merged = merge(TIMELINES);

        assertThat(merged.path("info").path("title").asString()).isEqualTo("Rookery");
        assertThat(merged.path("paths").propertyNames()).containsExactly("/v1/home", "/v1/tweets/{tweet_id}");
        assertThat(merged.path("components").path("schemas").propertyNames()).containsExactly("Tweet");
        assertThat(merged.path("security").get(0).propertyNames()).containsExactly("access_token");
    }

    @Test
    void one_path_in_two_services_is_refused_whatever_its_parameter_is_called() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> merge(TWEETS.replace("tweet_id", "id")))
                .withMessage("tweet-service and timeline-service both have the path /v1/tweets/{tweet_id}");
    }

    @Test
    void two_schemas_of_one_name_are_refused_with_what_differs() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> merge(TIMELINES.replace("type: string", "type: integer")))
                .withMessageStartingWith("The schemas `Tweet` of tweet-service is not that of timeline-service.")
                .withMessageContaining("changed: /properties/content/type: \"integer\" is now \"string\"");
    }

    private static ObjectNode merge(String timelines) {
        return PublicDocument.merge(
                OpenApiContract.parse("info: {title: Rookery}"),
                new TreeMap<>(Map.of(
                        "timeline-service", OpenApiContract.parse(timelines),
                        "tweet-service", OpenApiContract.parse(TWEETS))));
    }
}
