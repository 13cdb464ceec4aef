package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTests {

    @ParameterizedTest
    @MethodSource("eventNames")
    void every_event_has_an_example_that_matches_it(String eventName) {
        EventContract.assertMatches(eventName, EventContract.example(eventName));
    }

    @Test
    void there_is_no_example_without_an_event() throws IOException {
        assertThat(names("examples", ".json")).isEqualTo(eventNames());
    }

    @Test
    void a_field_more_is_allowed() {
        String json = EventContract.example("TweetPosted").replaceFirst("\\{", "{\"language\":\"en\",");

        assertThatCode(() -> EventContract.assertMatches("TweetPosted", json)).doesNotThrowAnyException();
    }

    @Test
    void a_missing_field_is_named() {
        String json = EventContract.example("UserFollowed").replace("followee_id", "followed_id");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EventContract.assertMatches("UserFollowed", json))
                .withMessageContaining("Not a UserFollowed")
                .withMessageContaining("followee_id");
    }

    @ParameterizedTest
    @CsvSource({
        "type, UserFollowed",
        "tweet_id, 12345678901234567890",
        "author_id, -1",
        "event_id, ''",
        "occurred_at, 2026-01-01T00:00:00Z",
        "occurred_at, 2026-01-01T00:00:00.000+00:00",
        "occurred_at, 2026-13-01T00:00:00.000Z"
    })
    void a_wrong_value_is_named(String field, String value) {
        String json = EventContract.example("TweetPosted")
                .replaceFirst("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": \"" + value + "\"");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EventContract.assertMatches("TweetPosted", json))
                .withMessageContaining("/" + field);
    }

    @Test
    void an_id_is_a_string_not_a_number() {
        String json =
                EventContract.example("TweetPosted").replaceFirst("\"tweet_id\": \"([0-9]+)\"", "\"tweet_id\": $1");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> EventContract.assertMatches("TweetPosted", json))
                .withMessageContaining("/tweet_id");
    }

    @Test
    void an_unknown_event_is_a_mistake_of_the_test() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.assertMatches("TweetLost", "{}"))
                .withMessageContaining("TweetLost.schema.json");
    }

    static List<String> eventNames() throws IOException {
        return names("events", ".schema.json");
    }

    private static List<String> names(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(Contracts.folder().resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(ending, ""))
                    .sorted()
                    .toList();
        }
    }
}
