package io.rookery.fanout.delivery;

import io.rookery.defaults.problem.Infrastructure;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** How a poll of events is processed. */
final class Batches {

    private Batches() {}

    /**
     * All at once; if that fails for a reason of its own, one by one, so that the culprit is known and no other has to wait
     * for it. Outages are the same for all: the batch comes again.
     *
     * @param effect may be repeated
     */
    static void process(List<String> events, Consumer<List<String>> effect) {
        try {
            effect.accept(events);
        } catch (RuntimeException e) {
            if (Infrastructure.isFault(e)) {
                throw new BatchListenerFailedException("The batch has to wait", e, 0);
            }
            for (int i = 0; i < events.size(); i++) {
                try {
                    effect.accept(events.subList(i, i + 1));
                } catch (RuntimeException culprit) {
                    throw new BatchListenerFailedException("The event cannot be processed", culprit, i);
                }
            }
        }
    }
}
