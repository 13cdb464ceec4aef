package io.rookery.test.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;

/** The events in {@code contracts/events}, with an example of each in {@code contracts/examples}. */
public final class EventContract {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private EventContract() {}

    /**
     * Checks what a producer sends.
     *
     * @param eventName as {@code TweetPosted}
     * @param json the value of the Kafka record
     * @throws AssertionError naming each field that is missing or wrong
     * @throws IllegalArgumentException if there is no schema of that name
     */
    public static void assertMatches(String eventName, String json) {
        List<Error> errors = schema(eventName).validate(json, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError("Not a " + eventName + ": " + json
                    + errors.stream()
                            .map(error -> "\n  " + error.getInstanceLocation() + " " + error.getMessage())
                            .collect(Collectors.joining()));
        }
    }

    /**
     * An event as a consumer will see it.
     *
     * @throws IllegalArgumentException if there is no example of that name
     */
    public static String example(String eventName) {
        return Contracts.read(Contracts.folder().resolve("examples").resolve(eventName + ".json"));
    }

    private static Schema schema(String eventName) {
        return SCHEMAS.getSchema(
                Contracts.read(Contracts.folder().resolve("events").resolve(eventName + ".schema.json")),
                InputFormat.JSON);
    }
}
