package io.rookery.fanout;

import io.rookery.fanout.deadletters.DeadLettersCommand;
import io.rookery.timelines.TimelineStoreConfiguration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.springframework.web.service.registry.ImportHttpServices;

/** Consumes tweets, follows and erasures, writes home timelines. With {@code dead-letters} as argument it is a command. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(TimelineStoreConfiguration.class)
@ImportHttpServices(
        group = "user-service",
        types = {AuthorClient.class, ErasureClient.class})
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
public class FanoutWorkerApplication {

    public static void main(String[] args) {
        if (args.length > 0 && !args[0].startsWith("-")) {
            System.exit(DeadLettersCommand.run(List.of(args)));
        }
        SpringApplication.run(FanoutWorkerApplication.class, args);
    }
}
