package io.rookery.fanout;

import io.rookery.timelines.TimelineStoreConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.web.service.registry.ImportHttpServices;

/** Consumes tweets, follows and erasures, writes home timelines. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(TimelineStoreConfiguration.class)
@ImportHttpServices(
        group = "user-service",
        types = {AuthorClient.class, ErasureClient.class})
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
public class FanoutWorkerApplication {

    public static void main(String[] args) {
        SpringApplication.run(FanoutWorkerApplication.class, args);
    }
}
