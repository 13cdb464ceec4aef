package io.rookery.local.chaos.check;

import io.rookery.local.chaos.check.Availability.Outage;
import io.rookery.local.chaos.check.Violation.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a history proves.
 *
 * @param requests how many of each kind got which answer
 * @param outages the faults in their order
 * @param counts how often each rule was broken
 * @param violations the first few of each
 */
public record Verdict(
        Map<String, Map<String, Integer>> requests,
        List<Outage> outages,
        Map<Rule, Integer> counts,
        List<Violation> violations) {

    public boolean held() {
        return counts.isEmpty();
    }

    /** For people: faults, requests, rules. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%8s %-36s %10s  %s%n", "at", "fault", "ready in", "longest without a success"));
        for (Outage outage : outages) {
            text.append(String.format(
                    Locale.ROOT,
                    "%8s %-36s %10s  %s%n",
                    seconds(outage.began),
                    outage.fault,
                    outage.isOver() ? seconds(outage.ended - outage.began) : "never",
                    longest(outage)));
        }
        text.append(String.format(Locale.ROOT, "%n%-16s %8s  %s%n", "requests", "", "answers"));
        requests.forEach((kind, answers) -> text.append(String.format(
                Locale.ROOT,
                "%-16s %8d  %s%n",
                kind,
                answers.values().stream().mapToInt(Integer::intValue).sum(),
                new TreeMap<>(answers)
                        .entrySet().stream()
                                .map(answer -> answer.getKey() + ": " + answer.getValue())
                                .collect(Collectors.joining(", ")))));
        text.append(System.lineSeparator());
        for (Rule rule : Rule.values()) {
            int broken = counts.getOrDefault(rule, 0);
            text.append(String.format(
                    Locale.ROOT, "%-9s %s%n", broken == 0 ? "held" : "BROKEN " + broken, rule.sentence()));
        }
        return text.toString();
    }

    private static String longest(Outage outage) {
        return outage.longestFailing.isEmpty()
                ? "-"
                : outage.longestFailing.entrySet().stream()
                        .map(failing -> failing.getKey() + " " + seconds(failing.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
