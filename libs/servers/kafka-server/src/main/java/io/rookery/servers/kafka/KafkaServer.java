package io.rookery.servers.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** Starts one KRaft node: formats its storage if that was never finished, then hands over to Kafka's own main class. */
public final class KafkaServer {

    private static final String CLUSTER_ID = "rookery-local";

    private KafkaServer() {}

    /** The only argument is the path of a {@code server.properties}. */
    public static void main(String[] arguments) {
        String properties = arguments[0];
        String[] format = {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", properties};
        int failed = StorageTool.execute(format, System.out);
        if (failed != 0) {
            System.exit(failed);
        }
        Kafka.main(new String[] {properties});
    }
}
