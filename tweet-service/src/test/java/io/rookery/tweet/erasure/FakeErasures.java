package io.rookery.tweet.erasure;

import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** What user-service was told of erasures. */
@TestComponent
@Primary
public class FakeErasures implements ErasureClient {

    private final List<Long> erased = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean down;

    @Override
    public void tweetsErased(long userId) {
        if (down) {
            refused.incrementAndGet();
            throw new ResourceAccessException("Connection refused", new ConnectException());
        }
        erased.add(userId);
    }

    public List<Long> erased() {
        return erased;
    }

    /** How often somebody tried while it was down. */
    public int refused() {
        return refused.get();
    }

    public void down(boolean isDown) {
        down = isDown;
    }
}
