package io.rookery.test.backends;

/** A real server that all contexts of this JVM share, each with data of its own in it. */
public abstract sealed class ServerBackend implements TestBackend
        permits PostgresBackend, KafkaBackend, RedisBackend, CassandraBackend, S3Backend {

    private final Server server;

    ServerBackend(SharedServer shared) {
        this.server = shared.get();
    }

    public final String host() {
        return server.host();
    }

    public final int port() {
        return server.port();
    }

    /**
     * Ends the server at once, as {@code kill -9} does, for all contexts: {@link #restart()} it before the test ends.
     *
     * @throws UnsupportedOperationException unless backends are embedded
     */
    public final void kill() {
        server.kill();
    }

    /**
     * Starts the server again, on the same port and with the data it had, and waits until it answers. One that still
     * runs is killed first.
     *
     * @throws UnsupportedOperationException unless backends are embedded
     */
    public final void restart() {
        server.restart();
    }
}
