package io.rookery.test.backends;

import io.rookery.backends.Backend;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** The one server of its kind in this JVM, started when it is first asked for. */
final class SharedServer {

    private final Function<Path, Backend> embedded;
    private final Supplier<GenericContainer<?>> container;
    private final int containerPort;
    private @Nullable Server server;

    /**
     * @param embedded makes the server that keeps its data in the folder given
     * @param container makes the container
     * @param containerPort the port clients use, inside the container
     */
    SharedServer(Function<Path, Backend> embedded, Supplier<GenericContainer<?>> container, int containerPort) {
        this.embedded = embedded;
        this.container = container;
        this.containerPort = containerPort;
    }

    synchronized Server get() {
        Server running = server;
        if (running == null) {
            running = switch (BackendMode.current()) {
                case EMBEDDED -> EmbeddedServer.start(embedded);
                case CONTAINERS -> ContainerServer.start(container.get(), containerPort);
            };
            server = running;
        }
        return running;
    }
}
