package io.rookery.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Folders made once per user and machine, such as unpacked servers: in the folder of system property
 * {@code rookery.cache}, else in {@code $XDG_CACHE_HOME/rookery} or {@code ~/.cache/rookery}. May be deleted while
 * nothing runs.
 */
final class UserCache {

    private static final Duration ABANDONED = Duration.ofHours(1);

    private UserCache() {}

    /** Fills an empty folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    static Path root() {
        String home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .orElseGet(() -> System.getProperty("user.home") + "/.cache");
        return Path.of(System.getProperty("rookery.cache", home + "/rookery")).toAbsolutePath();
    }

    /**
     * The folder with this name, filled if it does not exist. It is filled under another name first: a folder that
     * exists is whole, and of two that are filled at the same time the first one stays.
     */
    static Path folder(String name, Filler filler) {
        Path folder = root().resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(root());
            deleteAbandoned(name + ".part-");
            Path part = Files.createTempDirectory(root(), name + ".part-");
            filler.fill(part);
            try {
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException refused) {
                if (!Files.isDirectory(folder)) {
                    throw refused;
                }
                delete(part);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot unpack " + name + " into " + root(), failed);
        }
    }

    private static void deleteAbandoned(String prefix) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(root())) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(prefix)
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    delete(entry);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> contentFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            contentFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : contentFirst) {
            Files.deleteIfExists(path);
        }
    }
}
