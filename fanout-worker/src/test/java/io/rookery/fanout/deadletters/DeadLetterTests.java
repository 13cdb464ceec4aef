package io.rookery.fanout.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"TweetPosted","tweet_id":"12","author_id":7,"content":"secret"} | type=TweetPosted tweet_id=12 author_id=7
            {"tweet_id":"a secret of two","occurred_at":"2026-01-01T00:00:00.000Z"} | occurred_at=2026-01-01T00:00:00.000Z
            {"tweet_id":{"secret":"1"},"secret word_id":"2"}                        | 48 bytes without type, ids or time
            ["secret"]                                                              | 10 bytes without type, ids or time
            "secret"                                                                | 8 bytes without type, ids or time
            secret                                                                  | 6 bytes without type, ids or time
            """)
    void of_the_content_only_type_ids_and_time_are_shown(String event, String shown) {
        assertThat(letter(event, "IllegalArgumentException", "no").event()).isEqualTo(shown);
    }

    @Test
    void what_the_reason_quotes_and_what_would_move_the_cursor_is_not_shown() {
        DeadLetter letter = letter(
                "{}",
                "ValueException",
                "Listener method 'void on(String)' threw exception; Not\u001b[2J \"a \"nested\" 'secret\"\nor' at 1");

        assertThat(letter.reason()).isEqualTo("ValueException: Not [2J ... at 1");
        assertThat(letter.lines()).isEqualTo("""
                tweets.v1 partition 2 offset 34 key 7 [31m
                  set aside  1970-01-01T00:00:01.500Z by workers
                  because    ValueException: Not [2J ... at 1
                  event      2 bytes without type, ids or time""");
    }

    @Test
    void an_event_without_key_content_and_reason_can_be_shown_too() {
        var bare = new ConsumerRecord<byte[], byte[]>("test.tweets.v1.dlt", 2, 34, null, null);

        DeadLetter letter = DeadLetter.of("tweets.v1", bare);

        assertThat(letter.key()).isEqualTo("-");
        assertThat(letter.event()).isEqualTo("empty");
    }

    @Test
    void a_topic_is_named_with_or_without_its_ending() {
        Wish one = Wish.of(List.of("dead-letters", "tweets.v1"));

        assertThat(Wish.of(List.of("dead-letters", "--replay", "tweets.v1.dlt")))
                .isEqualTo(new Wish(Optional.of("tweets.v1"), Wish.Action.REPLAY));
        assertThat(one.topics(new TreeSet<>(List.of("follows.v1", "tweets.v1"))))
                .containsExactly("tweets.v1");
    }

    @Test
    void a_topic_without_dead_letters_of_its_own_is_told_beside_those_there_are() {
        Wish birds = Wish.of(List.of("dead-letters", "birds.v1"));

        assertThatThrownBy(() -> birds.topics(new TreeSet<>(List.of("follows.v1", "tweets.v1"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("no events of birds.v1 are set aside anywhere, only of follows.v1, tweets.v1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fly                            | there is no command fly
            dead-letters --again           | there is no option --again
            dead-letters --replay --replay | one option is enough, --replay is too much
            dead-letters a b               | one topic is enough, b is too much
            """)
    void a_misuse_is_named_in_one_line(String arguments, String message) {
        assertThatThrownBy(() -> Wish.of(List.of(arguments.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessage(message + Wish.USAGE);
    }

    private static DeadLetter letter(String event, String exception, String message) {
        var letter = new ConsumerRecord<>(
                "test.tweets.v1.dlt",
                2,
                34,
                1_500,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes("7\u001b[31m"),
                bytes(event),
                new RecordHeaders(),
                Optional.empty());
        letter.headers().add("kafka_dlt-exception-cause-fqcn", bytes(exception));
        letter.headers().add("kafka_dlt-exception-message", bytes(message));
        letter.headers().add("kafka_dlt-original-consumer-group", bytes("workers"));
        return DeadLetter.of("tweets.v1", letter);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
