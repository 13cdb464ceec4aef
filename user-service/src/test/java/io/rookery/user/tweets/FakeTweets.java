package io.rookery.user.tweets;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** tweet-service in memory. Nobody has posted unless told otherwise. */
@TestComponent
@Primary
public class FakeTweets implements TweetClient {

    private final Map<Long, Long> counts = new ConcurrentHashMap<>();
    private final List<List<Long>> calls = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    @Override
    public Counts counts(List<Long> authorIds) {
        calls.add(List.copyOf(authorIds));
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        return new Counts(authorIds.stream()
                .filter(counts::containsKey)
                .map(id -> new Author(id, counts.get(id)))
                .toList());
    }

    public void posted(long authorId, long tweets) {
        counts.put(authorId, tweets);
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** Takes calls and answers none until {@link #speak()}. */
    void fallSilent() {
        silence = new CountDownLatch(1);
    }

    void speak() {
        silence.countDown();
    }

    public List<List<Long>> calls() {
        return calls;
    }
}
