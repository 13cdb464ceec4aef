package io.rookery.local.stack;

import java.time.Duration;

/** Is told of every component that became ready or was stopped; called from several threads. */
public interface ProgressListener {

    ProgressListener NONE = new ProgressListener() {
        @Override
        public void ready(Component component, int port, Duration took) {}

        @Override
        public void stopped(Component component, Duration took) {}
    };

    void ready(Component component, int port, Duration took);

    void stopped(Component component, Duration took);
}
