package io.rookery.local;

import io.rookery.local.stack.Component;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the arguments of `./rookery`. */
final class CommandLine {

    private static final String HELP = "; ./rookery help lists all commands";
    private static final Set<String> WITH_VALUE = Set.of("--port", "--data", "--minutes", "--seed");

    private static final int CHAOS_MINUTES = 5;

    private final String name;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private CommandLine(String name, Deque<String> arguments, Set<String> allowed) {
        this.name = name;
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            if (!argument.startsWith("-")) {
                operands.add(argument);
            } else if (!allowed.contains(argument)) {
                throw new UsageException(name + " has no option " + argument + HELP);
            } else if (!WITH_VALUE.contains(argument)) {
                options.put(argument, "");
            } else if (arguments.isEmpty() || arguments.peek().startsWith("-")) {
                throw new UsageException(argument + " needs a value");
            } else {
                options.put(argument, arguments.pop());
            }
        }
    }

    /** @param defaultData the data folder without {@code --data} */
    static Command parse(String[] arguments, Path defaultData) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        if (rest.isEmpty()) {
            throw new UsageException("no command" + HELP);
        }
        String name = rest.pop();
        CommandLine line = new CommandLine(name, rest, options(name));
        Path data = line.data(defaultData);
        Command command = switch (name) {
            case "up" -> new Command.Up(data, line.port(), line.has("--detach"), !line.has("--no-seed"));
            case "status" -> new Command.Status(data, line.has("--json"));
            case "logs" -> new Command.Logs(data, line.component(), line.has("-f"));
            case "start" -> new Command.Start(data, line.component());
            case "stop" -> new Command.Stop(data, line.component());
            case "kill" -> new Command.Kill(data, line.component());
            case "dead-letters" -> new Command.DeadLetters(data, line.deadLetters());
            case "down" -> new Command.Down(data);
            case "reset" -> new Command.Reset(data);
            case "doctor" -> new Command.Doctor(data);
            case "chaos" ->
                new Command.Chaos(line.data(defaultData.resolveSibling(".rookery-chaos")), line.minutes(), line.seed());
            default -> throw unknown(name);
        };
        line.requireNothingLeft();
        return command;
    }

    private static Set<String> options(String name) {
        return switch (name) {
            case "up" -> Set.of("--data", "--port", "--detach", "--no-seed");
            case "status" -> Set.of("--data", "--json");
            case "chaos" -> Set.of("--data", "--minutes", "--seed");
            case "logs" -> Set.of("--data", "-f");
            case "dead-letters" -> Set.of("--data", "--replay", "--discard");
            case "start", "stop", "kill", "down", "reset", "doctor" -> Set.of("--data");
            default -> throw unknown(name);
        };
    }

    private static UsageException unknown(String name) {
        return new UsageException("unknown command " + name + HELP);
    }

    private boolean has(String option) {
        return options.containsKey(option);
    }

    private Path data(Path defaultData) {
        String data = options.get("--data");
        return data == null ? defaultData : Path.of(data);
    }

    private OptionalInt port() {
        String port = options.get("--port");
        if (port == null) {
            return OptionalInt.empty();
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new UsageException("--port must be a number from 1 to 65535, not " + port);
        }
        return OptionalInt.of(Integer.parseInt(port));
    }

    private int minutes() {
        String minutes = options.getOrDefault("--minutes", Integer.toString(CHAOS_MINUTES));
        if (!minutes.matches("\\d{1,4}") || Integer.parseInt(minutes) < 1) {
            throw new UsageException("--minutes must be a number from 1 to 9999, not " + minutes);
        }
        return Integer.parseInt(minutes);
    }

    private OptionalLong seed() {
        String seed = options.get("--seed");
        if (seed == null) {
            return OptionalLong.empty();
        }
        if (!seed.matches("\\d{1,18}")) {
            throw new UsageException("--seed must be a number of up to 18 digits, not " + seed);
        }
        return OptionalLong.of(Long.parseLong(seed));
    }

    private Component component() {
        if (operands.isEmpty()) {
            throw new UsageException(name + " needs the name of a component: " + Component.titles());
        }
        String title = operands.removeFirst();
        return Component.find(title)
                .orElseThrow(() ->
                        new UsageException("unknown component " + title + ": it must be one of " + Component.titles()));
    }

    /** The worker's program says what is wrong with a topic; it knows them. */
    private List<String> deadLetters() {
        if (has("--replay") && has("--discard")) {
            throw new UsageException("--replay and --discard exclude each other");
        }
        List<String> arguments = new ArrayList<>(List.of(name));
        Stream.of("--replay", "--discard").filter(this::has).forEach(arguments::add);
        if (!operands.isEmpty()) {
            arguments.add(operands.removeFirst());
        }
        return arguments;
    }

    private void requireNothingLeft() {
        if (!operands.isEmpty()) {
            throw new UsageException(name + " does not take " + operands.getFirst() + HELP);
        }
    }
}
