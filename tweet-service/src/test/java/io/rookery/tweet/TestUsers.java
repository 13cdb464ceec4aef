package io.rookery.tweet;

import io.rookery.defaults.ids.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** User ids that no other test has. */
public final class TestUsers {

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private TestUsers() {}

    /** Of an account made just now. */
    public static long anyone() {
        return since(Duration.ofSeconds(1));
    }

    /** Of an account of that age. */
    public static long since(Duration age) {
        return Snowflake.id(
                Instant.now().minus(age).toEpochMilli(), 0, SEQUENCE.incrementAndGet() % Snowflake.SEQUENCES);
    }
}
