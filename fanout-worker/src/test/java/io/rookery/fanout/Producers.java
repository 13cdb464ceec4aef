package io.rookery.fanout;

import io.rookery.test.backends.KafkaBackend;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The services whose events the workers read, as far as they make the topics. */
final class Producers {

    private Producers() {}

    static void makeTheirTopics(KafkaBackend broker) throws ExecutionException, InterruptedException {
        try (var admin = AdminClient.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(broker.topic("tweets.v1"), 3, (short) 1),
                            new NewTopic(broker.topic("follows.v1"), 3, (short) 1),
                            new NewTopic(broker.topic("users.v1"), 3, (short) 1)))
                    .all()
                    .get();
        }
    }
}
