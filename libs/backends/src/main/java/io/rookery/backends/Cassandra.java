package io.rookery.backends;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Apache Cassandra 5.0, one node without login in datacenter {@code datacenter1}. A write is in the commit log on disk
 * when it is acknowledged.
 */
public final class Cassandra extends Backend {

    private static final JvmServer SERVER =
            new JvmServer("cassandra-server", "org.apache.cassandra.service.CassandraDaemon");

    private static final String YAML = """
            cluster_name: rookery
            partitioner: org.apache.cassandra.dht.Murmur3Partitioner
            num_tokens: 1
            initial_token: "0"
            endpoint_snitch: SimpleSnitch
            auto_bootstrap: false
            seed_provider:
              - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                parameters:
                  - seeds: "127.0.0.1:{storagePort}"
            listen_address: 127.0.0.1
            storage_port: {storagePort}
            rpc_address: 127.0.0.1
            start_native_transport: true
            native_transport_port: {cqlPort}
            hinted_handoff_enabled: false

            data_file_directories: ["{data}/data"]
            commitlog_directory: "{data}/commitlog"
            saved_caches_directory: "{data}/saved_caches"
            hints_directory: "{data}/hints"
            cdc_raw_directory: "{data}/cdc_raw"
            # A single node has no replica to get back from what a kill took: periodic sync loses up to 0.1 s
            commitlog_sync: batch
            disk_failure_policy: die
            commit_failure_policy: die
            auto_snapshot: false

            # Patience for a machine that is busy with everything else
            read_request_timeout: 10s
            write_request_timeout: 10s
            counter_write_request_timeout: 10s
            cas_contention_timeout: 5s

            # Small
            commitlog_segment_size: 8MiB
            commitlog_total_space: 256MiB
            memtable_heap_space: 64MiB
            memtable_offheap_space: 64MiB
            file_cache_size: 32MiB
            networking_cache_size: 32MiB
            key_cache_size: 8MiB
            counter_cache_size: 4MiB
            row_cache_size: 0MiB
            concurrent_reads: 8
            concurrent_writes: 8
            concurrent_counter_writes: 8
            concurrent_compactors: 1
            native_transport_max_threads: 16
            """;

    /** Of the JDK's insides what Cassandra's own start script opens to it. */
    private static final List<String> EXPORTED = List.of(
            "java.base/java.lang.ref",
            "java.base/jdk.internal.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    private static final int REQUEST_VERSION_4 = 0x04;
    private static final int RESPONSE_VERSION_4 = 0x84;
    private static final int OPTIONS = 0x05;
    private static final int SUPPORTED = 0x06;

    private final Path directory;
    private final int cqlPort;
    private final int storagePort;

    /** Clients use {@code cqlPort}; other nodes, of which there are none, would use {@code storagePort}. */
    public Cassandra(Path directory, int cqlPort, int storagePort) {
        this.directory = directory.toAbsolutePath();
        this.cqlPort = cqlPort;
        this.storagePort = storagePort;
    }

    @Override
    public String name() {
        return "cassandra";
    }

    @Override
    public int port() {
        return cqlPort;
    }

    @Override
    public Launch prepare() {
        Path data = directory.resolve("data");
        Path yaml = directory.resolve("cassandra.yaml");
        try {
            Files.createDirectories(data);
            Files.writeString(
                    yaml,
                    YAML.replace("{cqlPort}", Integer.toString(cqlPort))
                            .replace("{storagePort}", Integer.toString(storagePort))
                            .replace("{data}", data.toString()));
            List<String> command = new ArrayList<>(withoutLockedMemory());
            command.addAll(SERVER.command(directory, options(yaml, data)));
            return new Launch(name(), command, JvmServer.ENVIRONMENT, directory, directory.resolve("cassandra.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + directory, failed);
        }
    }

    /** Asks which protocol options it supports; the port opens when the node is up. */
    @Override
    public boolean ready() {
        try (Socket socket = Sockets.connect(cqlPort)) {
            var request = new DataOutputStream(socket.getOutputStream());
            request.write(new byte[] {REQUEST_VERSION_4, 0, 0, 0, OPTIONS});
            request.writeInt(0); // no body
            request.flush();
            var response = new DataInputStream(socket.getInputStream());
            boolean version4 = response.readUnsignedByte() == RESPONSE_VERSION_4;
            response.skipNBytes(3); // flags, stream
            return version4 && response.readUnsignedByte() == SUPPORTED;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> options(Path yaml, Path data) {
        Stream<String> access = Stream.concat(
                EXPORTED.stream().map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                OPENED.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"));
        Stream<String> properties = Stream.of(
                "-Dcassandra.config=" + yaml.toUri(),
                "-Dcassandra.storagedir=" + data,
                "-Dcassandra-foreground=yes",
                // Its clock for timeouts ticks every 2 ms by default, which is a third of what it costs when idle
                "-Dcassandra.approximate_time_precision_ms=20",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.shutdown_announce_in_ms=0",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dlogback.configurationFile=cassandra-server-logback.xml",
                "-Dio.netty.tryReflectionSetAccessible=true");
        return Stream.concat(access, properties).toList();
    }

    /** As root it would lock its whole heap in memory. */
    private static List<String> withoutLockedMemory() {
        if (!Machine.userIsRoot()) {
            return List.of();
        }
        return Machine.program("setpriv")
                .map(setpriv -> List.of(setpriv.toString(), "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock"))
                .orElse(List.of());
    }
}
