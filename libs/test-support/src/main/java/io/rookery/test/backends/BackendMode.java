package io.rookery.test.backends;

import java.util.Arrays;

/** How real backends are run: the system property {@code rookery.backends}. */
enum BackendMode {
    /** As child processes of the test; needs nothing but Maven Central. */
    EMBEDDED("embedded"),
    /** By Testcontainers; needs a container engine. */
    CONTAINERS("containers");

    private static final String PROPERTY = "rookery.backends";

    private final String word;

    BackendMode(String word) {
        this.word = word;
    }

    static BackendMode current() {
        return of(System.getProperty(PROPERTY, EMBEDDED.word));
    }

    static BackendMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        PROPERTY + " is '" + word + "'; it must be embedded or containers"));
    }
}
