package io.rookery.fanout.delivery;

import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.fanout.FanoutProperties;
import java.util.concurrent.CompletionException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The topic in which workers hand each other pages of followers. */
@Component
class PageQueue {

    private final KafkaTemplate<String, String> kafka;
    private final JsonMapper json;
    private final FanoutProperties settings;

    PageQueue(KafkaTemplate<String, String> kafka, JsonMapper json, FanoutProperties settings) {
        this.kafka = kafka;
        this.json = json;
        this.settings = settings;
    }

    /**
     * When this returns, some worker will do the page, whatever happens to this one. Without a key: any partition will do, so
     * that the pages of one author are not all one worker's.
     *
     * @throws ServiceUnavailableException if Kafka does not take it
     */
    void add(FollowerPage page) {
        try {
            kafka.send(settings.pagesTopic(), json.writeValueAsString(page)).join();
        } catch (CompletionException | KafkaException e) {
            throw new ServiceUnavailableException("A page of followers could not be handed on.", e);
        }
    }
}
