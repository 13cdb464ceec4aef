package io.rookery.fanout.deadletters;

import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * {@code dead-letters [TOPIC] [--replay | --discard]}: the worker's program as a command, with the worker's settings, and without
 * its listeners, stores and port. Ends with 0, with 1 if Kafka does not answer as it should, with 2 if it was misused.
 */
public final class DeadLettersCommand {

    static final String NAME = "dead-letters";

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private DeadLettersCommand() {}

    /** @return the exit code */
    public static int run(List<String> arguments) {
        try {
            run(Wish.of(arguments));
            return 0;
        } catch (UsageException e) {
            System.err.println(NAME + ": " + e.getMessage());
            return MISUSED;
        } catch (KafkaException e) {
            System.err.println(NAME + ": Kafka did not answer as it should: " + e.getMessage());
            return FAILED;
        }
    }

    private static void run(Wish wish) {
        try (ConfigurableApplicationContext settings = new SpringApplicationBuilder(KafkaAutoConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .run("--logging.level.root=error");
                DeadLetters letters = new DeadLetters(
                        settings.getEnvironment().getRequiredProperty("rookery.topics.prefix"),
                        settings.getBean(KafkaAdmin.class).getConfigurationProperties(),
                        settings.getBean(ConsumerFactory.class).getConfigurationProperties(),
                        settings.getBean(ProducerFactory.class).getConfigurationProperties())) {
            SortedSet<String> topics = wish.topics(letters.topics());
            switch (wish.action()) {
                case LIST ->
                    say(letters.list(topics, DeadLettersCommand::show), "set aside; --replay sends them again");
                case REPLAY -> say(letters.replay(topics, DeadLettersCommand::show), "sent again");
                case DISCARD -> say(letters.discard(topics, DeadLettersCommand::show), "deleted");
            }
        }
    }

    private static void show(DeadLetter letter) {
        System.out.println(letter.lines());
    }

    private static void say(long count, String what) {
        System.out.println(
                count == 0 ? "no events are set aside" : count + (count == 1 ? " event " : " events ") + what);
    }
}
