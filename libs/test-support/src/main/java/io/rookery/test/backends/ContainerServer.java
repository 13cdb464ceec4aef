package io.rookery.test.backends;

import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A server in a container, which Testcontainers removes when the JVM ends. */
final class ContainerServer implements Server {

    private final GenericContainer<?> container;
    private final int exposedPort;

    private ContainerServer(GenericContainer<?> container, int exposedPort) {
        this.container = container;
        this.exposedPort = exposedPort;
    }

    /** Starts the container and waits as long as its wait strategy says. */
    static ContainerServer start(GenericContainer<?> container, int exposedPort) {
        requireEngine(DockerClientFactory.instance()::isDockerAvailable);
        container.start();
        return new ContainerServer(container, exposedPort);
    }

    static void requireEngine(BooleanSupplier available) {
        if (!available.getAsBoolean()) {
            throw new IllegalStateException("rookery.backends=containers needs a container engine and none answers:"
                    + " start Docker, or run with -Drookery.backends=embedded");
        }
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(exposedPort);
    }

    @Override
    public void kill() {
        throw faultsNeedEmbeddedBackends();
    }

    @Override
    public void restart() {
        throw faultsNeedEmbeddedBackends();
    }

    private static UnsupportedOperationException faultsNeedEmbeddedBackends() {
        return new UnsupportedOperationException(
                "A restarted container gets another port:" + " run fault tests with -Drookery.backends=embedded");
    }
}
