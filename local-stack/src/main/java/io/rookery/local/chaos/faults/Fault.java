package io.rookery.local.chaos.faults;

import io.rookery.local.stack.Component;
import java.time.Duration;

/** One thing that goes wrong. */
public sealed interface Fault {

    Component component();

    /** From the blow to its end; what comes back needs longer until it is ready. */
    Duration lasts();

    /** SIGKILL; after a while it is started again. */
    record Kill(Component component, Duration lasts) implements Fault {

        @Override
        public String toString() {
            return "kill " + component.title();
        }
    }

    /** Redis forgets everything. */
    record Flush() implements Fault {

        @Override
        public Component component() {
            return Component.REDIS;
        }

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        @Override
        public String toString() {
            return "flush redis";
        }
    }

    /** The network between a component and all who call it. */
    record Network(Component component, FaultProxy.Weather weather, Duration lasts) implements Fault {

        @Override
        public String toString() {
            return switch (weather) {
                case SLOW -> component.title() + " answers " + FaultProxy.DELAY.toMillis() + " ms later";
                case SILENT -> component.title() + " cut off, silently";
                case RESETTING -> component.title() + " cut off, by resets";
                case CLEAR, REFUSING -> component.title() + " " + weather;
            };
        }
    }
}
