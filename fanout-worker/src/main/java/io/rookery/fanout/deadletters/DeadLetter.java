package io.rookery.fanout.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What may be shown of an event that was set aside: where it is, why, and of its content nothing but type, ids and time. Nobody
 * can say what the rest is, it may be what somebody wrote.
 *
 * @param topic the original one, without the prefix of the installation
 * @param time when it was set aside
 * @param group whose consumer did
 */
record DeadLetter(
        String topic, int partition, long offset, Instant time, String key, String group, String reason, String event) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{1,40}");
    private static final Pattern SHOWN = Pattern.compile("type|occurred_at|[a-z_]{1,40}_id");

    /** Around every cause. */
    private static final Pattern LISTENER = Pattern.compile("^Listener method '[^']*' threw exception; ");

    /** What an exception quotes, it may have from the event; quotes in what is quoted end nothing. */
    private static final Pattern QUOTED = Pattern.compile("[\"'`].*[\"'`]", Pattern.DOTALL);

    static DeadLetter of(String topic, ConsumerRecord<byte[], byte[]> letter) {
        String thrown = header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
        return new DeadLetter(
                topic,
                letter.partition(),
                letter.offset(),
                Instant.ofEpochMilli(letter.timestamp()),
                letter.key() == null ? "-" : line(text(letter.key())),
                line(header(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)),
                line(thrown.isEmpty() ? header(letter, KafkaHeaders.DLT_EXCEPTION_FQCN) : thrown) + ": "
                        + line(unquoted(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE))),
                excerpt(letter.value()));
    }

    private static String unquoted(String message) {
        return QUOTED.matcher(LISTENER.matcher(message).replaceFirst("")).replaceAll("...");
    }

    private static String excerpt(byte @Nullable [] value) {
        if (value == null) {
            return "empty";
        }
        try {
            JsonNode event = JSON.readTree(value);
            List<String> shown = new ArrayList<>();
            event.properties().forEach(field -> {
                String content =
                        field.getValue().isValueNode() ? field.getValue().asString() : "";
                if (SHOWN.matcher(field.getKey()).matches()
                        && WORD.matcher(content).matches()) {
                    shown.add(field.getKey() + "=" + content);
                }
            });
            if (!shown.isEmpty()) {
                return String.join(" ", shown);
            }
        } catch (JacksonException notJson) {
            // Then there is nothing that can be shown
        }
        return value.length + " bytes without type, ids or time";
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Nothing that could move the cursor of a terminal or pretend to be another line. */
    private static String line(String text) {
        String line = text.replaceAll("\\P{Print}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** As it is listed. */
    String lines() {
        return """
                %s partition %d offset %d key %s
                  set aside  %s by %s
                  because    %s
                  event      %s""".formatted(topic, partition, offset, key, time, group, reason, event);
    }
}
