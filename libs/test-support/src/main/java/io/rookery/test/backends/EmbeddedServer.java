package io.rookery.test.backends;

import io.rookery.backends.Backend;
import io.rookery.backends.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A server as a child process, with its data in a temporary folder; both are gone when the JVM ends. */
final class EmbeddedServer implements Server {

    /** Cassandra on a loaded machine with two cores took up to half a minute. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    /** Not to save data but to let PostgreSQL give back its shared memory. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    private final Backend backend;
    private final Path directory;
    private @Nullable ChildProcess process;

    private EmbeddedServer(Backend backend, Path directory) {
        this.backend = backend;
        this.directory = directory;
    }

    /** Starts the backend that is made for the folder given and waits until it answers. */
    static EmbeddedServer start(Function<Path, Backend> backendIn) {
        Path directory = temporaryDirectory();
        EmbeddedServer server = new EmbeddedServer(backendIn.apply(directory), directory);
        Runtime.getRuntime().addShutdownHook(new Thread(server::discard, "discard " + server.backend.name()));
        server.restart();
        return server;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return backend.port();
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void restart() {
        kill();
        ChildProcess started = ChildProcess.start(backend.prepare());
        process = started;
        started.awaitReady(backend::ready, START_TIMEOUT);
    }

    private synchronized void discard() {
        if (process != null) {
            process.stop(STOP_GRACE);
        }
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("rookery-test-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
