package io.rookery.backends;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Apache Kafka 4.4, one KRaft node that is broker and controller. Topics must be created, none appears by itself. */
public final class Kafka extends Backend {

    private static final JvmServer SERVER = new JvmServer("kafka-server", "io.rookery.servers.kafka.KafkaServer");

    private static final String PROPERTIES = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:{controllerPort}
            listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controllerPort}
            advertised.listeners=PLAINTEXT://127.0.0.1:{advertisedPort}
            inter.broker.listener.name=PLAINTEXT
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            log.dirs={data}
            auto.create.topics.enable=false

            # One node is all there is
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1

            # Small and quick to start: fewer internal partitions, threads and preallocated files
            offsets.topic.num.partitions=4
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.num.partitions=2
            num.network.threads=2
            num.io.threads=2
            background.threads=2
            num.recovery.threads.per.data.dir=1
            log.cleaner.dedupe.buffer.size=16777216
            log.segment.bytes=67108864
            log.index.size.max.bytes=1048576

            # A consumer that joins need not wait for others
            group.initial.rebalance.delay.ms=0

            # After a kill the node is let in again when the session of the one before is over (default 9 s)
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            """;

    private static final List<String> OPTIONS = List.of("-Dlog4j2.configurationFile=kafka-server-log4j2.properties");

    private static final int METADATA = 3;
    private static final int METADATA_VERSION = 1;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final int advertisedPort;

    /** Clients use {@code port}; the node talks to itself on {@code controllerPort}. */
    public Kafka(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, port);
    }

    /** @param advertisedPort where the node sends its clients, who reach it through something that listens there */
    public Kafka(Path directory, int port, int controllerPort, int advertisedPort) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.advertisedPort = advertisedPort;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Launch prepare() {
        Path properties = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    properties,
                    PROPERTIES
                            .replace("{port}", Integer.toString(port))
                            .replace("{advertisedPort}", Integer.toString(advertisedPort))
                            .replace("{controllerPort}", Integer.toString(controllerPort))
                            .replace("{data}", directory.resolve("data").toString()));
            return new Launch(
                    name(),
                    SERVER.command(directory, OPTIONS, properties.toString()),
                    JvmServer.ENVIRONMENT,
                    directory,
                    directory.resolve("kafka.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + directory, failed);
        }
    }

    /** Asks for the metadata of no topic: the answer lists the brokers that serve clients, which are none at first. */
    @Override
    public boolean ready() {
        try (Socket socket = Sockets.connect(port)) {
            var request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(14);
            request.writeShort(METADATA);
            request.writeShort(METADATA_VERSION);
            request.writeInt(0); // correlation id
            request.writeShort(-1); // no client id
            request.writeInt(0); // no topics
            request.flush();
            var response = new DataInputStream(socket.getInputStream());
            response.readInt(); // size
            response.readInt(); // correlation id
            int brokers = response.readInt();
            return brokers > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
