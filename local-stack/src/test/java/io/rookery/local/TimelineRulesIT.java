package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.stack.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/timelines.md} names the tests that hold each rule: they are there. */
class TimelineRulesIT {

    private static final Pattern RULE = Pattern.compile("^\\| (\\d+) \\|.*");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:IT|Tests|Rules))\\.(\\w+)`");

    @Test
    void each_of_the_ten_rules_names_tests_that_exist() throws IOException {
        List<String> rules = Files.readAllLines(Build.current().root().resolve("docs/timelines.md")).stream()
                .filter(line -> RULE.matcher(line).matches())
                .toList();
        assertThat(rules)
                .extracting(rule -> Integer.valueOf(rule.split("\\|")[1].strip()))
                .isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());

        Set<String> tests = tests();
        for (String rule : rules) {
            List<String> named = new ArrayList<>();
            Matcher matcher = NAMED.matcher(rule);
            while (matcher.find()) {
                named.add(matcher.group(1) + "." + matcher.group(2));
            }
            assertThat(named).as(rule).isNotEmpty();
            assertThat(tests).containsAll(named);
        }
    }

    /** All methods of all test classes, as {@code Class.method}. */
    private static Set<String> tests() throws IOException {
        Pattern method = Pattern.compile("^    (?:public )?void (\\w+)\\(", Pattern.MULTILINE);
        Set<String> tests = new HashSet<>();
        for (Path modules :
                List.of(Build.current().root(), Build.current().root().resolve("libs"))) {
            try (Stream<Path> files = Files.list(modules)
                    .map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(TimelineRulesIT::walk)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(file -> method.matcher(read(file))
                                .results()
                                .map(found -> file.getFileName().toString().replace(".java", ".") + found.group(1)))
                        .forEach(tests::add);
            }
        }
        return tests;
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
