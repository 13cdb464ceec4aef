package io.rookery.local;

import io.rookery.local.stack.Component;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the user asked for. */
sealed interface Command {

    /** The folder of the stack that is meant. */
    Path data();

    /**
     * Start everything.
     *
     * @param port of the gateway; without one that of the last start
     * @param detach leave the stack running and return
     * @param seed whether a new world gets its first users and tweets
     */
    record Up(Path data, OptionalInt port, boolean detach, boolean seed) implements Command {}

    record Status(Path data, boolean json) implements Command {}

    record Logs(Path data, Component component, boolean follow) implements Command {}

    record Start(Path data, Component component) implements Command {}

    record Stop(Path data, Component component) implements Command {}

    record Kill(Path data, Component component) implements Command {}

    /**
     * Look at events that were set aside, or do something about them.
     *
     * @param arguments as the worker's program takes them
     */
    record DeadLetters(Path data, List<String> arguments) implements Command {}

    record Down(Path data) implements Command {}

    record Reset(Path data) implements Command {}

    /**
     * Break a stack of its own, again and again.
     *
     * @param data of that stack, which is new; deleted if everything held
     * @param minutes how long at least
     * @param seed without one a random one
     */
    record Chaos(Path data, int minutes, OptionalLong seed) implements Command {}

    record Doctor(Path data) implements Command {}
}
