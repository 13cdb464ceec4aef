package io.rookery.local.chaos.check;

import io.rookery.local.chaos.faults.Fault;
import java.util.stream.Collectors;

/** One line of the history. */
public sealed interface Event {

    /** An attempt begins. {@code op} numbers what is wanted: all attempts at one change have the same. */
    record Asked(long op, Action action) implements Event {

        @Override
        public String toString() {
            return "#" + op + " p" + action.person() + " " + action;
        }
    }

    record Answered(long op, Action action, Reply reply) implements Event {

        @Override
        public String toString() {
            String seen = reply.entries().stream()
                    .map(entry -> Long.toString(entry.id()))
                    .collect(Collectors.joining(" "));
            return "#" + op + " p" + action.person() + " " + action.kind() + " -> " + reply.status() + " "
                    + reply.code()
                    + (reply.tweet() == 0 ? "" : " tweet " + reply.tweet())
                    + (reply.entries().isEmpty() ? "" : " [" + seen + "]")
                    + (reply.people().isEmpty() ? "" : " " + reply.people())
                    + (reply.next() == null ? "" : " and more")
                    + (reply.degraded() ? " degraded" : "");
        }
    }

    record FaultBegan(Fault fault) implements Event {

        @Override
        public String toString() {
            return "--- " + fault;
        }
    }

    /** It is over, and its component answers again. */
    record FaultEnded(Fault fault) implements Event {

        @Override
        public String toString() {
            return "--- over: " + fault;
        }
    }

    /** Nobody changes anything any more; now everybody reads everything. */
    record AuditBegan() implements Event {

        @Override
        public String toString() {
            return "--- audit";
        }
    }

    record AuditEnded() implements Event {

        @Override
        public String toString() {
            return "--- audit over";
        }
    }
}
