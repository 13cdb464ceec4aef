package io.rookery.user.avatars;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** media-service in memory. */
@TestComponent
@Primary
public class FakeMedia implements MediaClient {

    private final Map<Long, Long> owners = new ConcurrentHashMap<>();
    private volatile boolean down;

    @Override
    public Media media(long ownerId, List<Long> ids) {
        if (down) {
            throw new ResourceAccessException("Connection refused", new ConnectException());
        }
        return new Media(ids.stream()
                .filter(id -> owners.getOrDefault(id, 0L) == ownerId)
                .map(id -> new Item(id, "/media/" + id + "/original"))
                .toList());
    }

    public void ready(long ownerId, long mediaId) {
        owners.put(mediaId, ownerId);
    }

    public void down(boolean isDown) {
        down = isDown;
    }
}
