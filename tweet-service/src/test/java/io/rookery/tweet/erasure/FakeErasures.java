package io.rookery.tweet.erasure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** What user-service was told of erasures. */
@TestComponent
@Primary
public class FakeErasures implements ErasureClient {

    private final List<Long> erased = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public void tweetsErased(long userId) {
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        erased.add(userId);
    }

    public List<Long> erased() {
        return erased;
    }

    public void down(boolean isDown) {
        down = isDown;
    }
}
