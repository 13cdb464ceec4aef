package io.rookery.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTests {

    @TempDir
    Path root;

    @BeforeEach
    void useOwnRoot() {
        System.setProperty("rookery.cache", root.toString());
    }

    @AfterEach
    void useSharedRoot() {
        System.clearProperty("rookery.cache");
    }

    @Test
    void a_folder_is_filled_once() {
        Path first = UserCache.folder("server-1", folder -> Files.writeString(folder.resolve("file"), "first"));
        Path second = UserCache.folder("server-1", folder -> Files.writeString(folder.resolve("file"), "second"));

        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("file")).hasContent("first");
    }

    @Test
    void a_folder_that_could_not_be_filled_does_not_exist() {
        assertThatThrownBy(() -> UserCache.folder("server-1", folder -> {
                    Files.writeString(folder.resolve("file"), "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("disk full");

        assertThat(root.resolve("server-1")).doesNotExist();
        assertThat(UserCache.folder("server-1", folder -> Files.writeString(folder.resolve("file"), "whole"))
                        .resolve("file"))
                .hasContent("whole");
    }

    @Test
    void of_two_that_fill_a_folder_at_the_same_time_the_first_one_stays() throws IOException {
        Path folder = UserCache.folder("server-1", outer -> {
            UserCache.folder("server-1", inner -> Files.writeString(inner.resolve("file"), "inner"));
            Files.writeString(outer.resolve("file"), "outer");
        });

        assertThat(folder.resolve("file")).hasContent("inner");
        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries).containsExactly(folder);
        }
    }
}
