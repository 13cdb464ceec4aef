package io.rookery.test.backends;

/** A real server that answers clients. */
sealed interface Server permits EmbeddedServer, ContainerServer {

    String host();

    int port();

    /** Ends it at once, as {@code kill -9} does. */
    void kill();

    /** Starts it again, with the same port and data, and waits until it answers. */
    void restart();
}
