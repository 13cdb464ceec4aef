package io.rookery.fanout.deadletters;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an operator asked for.
 *
 * @param topic the one meant, without the prefix of the installation, as {@code tweets.v1}; empty: all
 */
record Wish(Optional<String> topic, Action action) {

    enum Action {
        LIST,
        REPLAY,
        DISCARD
    }

    static final String USAGE = "; it is dead-letters [TOPIC] [--replay | --discard]";

    /** @throws UsageException if this is no such command */
    static Wish of(List<String> arguments) {
        if (!arguments.getFirst().equals(DeadLettersCommand.NAME)) {
            throw new UsageException("there is no command " + arguments.getFirst() + USAGE);
        }
        Optional<String> topic = Optional.empty();
        Action action = Action.LIST;
        for (String argument : arguments.subList(1, arguments.size())) {
            if (argument.startsWith("-")) {
                if (action != Action.LIST) {
                    throw new UsageException("one option is enough, " + argument + " is too much" + USAGE);
                }
                action = switch (argument) {
                    case "--replay" -> Action.REPLAY;
                    case "--discard" -> Action.DISCARD;
                    default -> throw new UsageException("there is no option " + argument + USAGE);
                };
            } else if (topic.isPresent()) {
                throw new UsageException("one topic is enough, " + argument + " is too much" + USAGE);
            } else {
                topic = Optional.of(
                        argument.endsWith(DeadLettersConfiguration.SUFFIX)
                                ? argument.substring(0, argument.length() - DeadLettersConfiguration.SUFFIX.length())
                                : argument);
            }
        }
        return new Wish(topic, action);
    }

    /** Those meant among all that can have dead letters. */
    SortedSet<String> topics(SortedSet<String> all) {
        if (topic.isEmpty()) {
            return all;
        }
        if (!all.contains(topic.get())) {
            throw new UsageException("no events of " + topic.get() + " are set aside anywhere, only of "
                    + (all.isEmpty() ? "none" : String.join(", ", all)));
        }
        return new TreeSet<>(List.of(topic.get()));
    }
}
