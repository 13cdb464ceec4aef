package io.rookery.test.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder {@code contracts/} of the repository. */
final class Contracts {

    private static final String FOLDER = "contracts";

    private Contracts() {}

    /** The folder under the system property {@code rookery.root}, or the nearest one up from the working directory. */
    static Path folder() {
        String root = System.getProperty("rookery.root");
        return root == null ? above(Path.of("").toAbsolutePath()) : Path.of(root, FOLDER);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("There is no contract " + file, missing);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path above(Path start) {
        for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(FOLDER))) {
                return folder.resolve(FOLDER);
            }
        }
        throw new IllegalStateException("No folder " + FOLDER + " above " + start + "; set -Drookery.root");
    }
}
