package io.rookery.backends;

/** A real backend: how to prepare, run and probe it. One instance is one data folder and fixed ports. */
public abstract sealed class Backend permits Postgres, Redis, Kafka, Cassandra, S3Store {

    Backend() {}

    /** {@code postgres}, {@code redis}, {@code kafka}, {@code cassandra} or {@code s3}. */
    public abstract String name();

    /**
     * Unpacks the server, writes its configuration and initialises its data where that is still to be done, then says
     * how to run it. Call it before each start; what an interrupted call left is done again.
     *
     * @throws StartFailedException if the data cannot be initialised
     */
    public abstract Launch prepare();

    /** Whether the server answers a client now; asks it, within about two seconds. */
    public abstract boolean ready();

    /** The port for clients, on 127.0.0.1. */
    public abstract int port();
}
