package io.rookery.tweet.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxQueueTests {

    private final OutboxQueue queue = new OutboxQueue(2);
    private final OutboxEntry first = new OutboxEntry(1, 7, "{}");
    private final OutboxEntry second = new OutboxEntry(2, 7, "{}");
    private final OutboxEntry third = new OutboxEntry(3, 7, "{}");

    @Test
    void events_come_out_in_order_and_are_pending_until_they_are_done() throws InterruptedException {
        queue.open();
        queue.offer(first);
        queue.offer(second);

        List<OutboxEntry> polled = queue.poll(10);

        assertThat(polled).containsExactly(first, second);
        assertThat(queue.isPending(first)).isTrue();
        queue.done(polled);
        assertThat(queue.isPending(first)).isFalse();
    }

    @Test
    void what_does_not_fit_is_left_to_the_sweep() {
        queue.open();
        queue.offer(first);
        queue.offer(second);
        queue.offer(third);

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.isPending(third)).isFalse();
    }

    @Test
    void a_closed_queue_drops_what_it_has_and_takes_nothing() throws InterruptedException {
        queue.open();
        queue.offer(first);
        queue.close();
        queue.offer(second);

        assertThat(queue.poll(10)).isEmpty();
        assertThat(queue.isPending(first)).isFalse();
        assertThat(queue.isPending(second)).isFalse();
    }
}
