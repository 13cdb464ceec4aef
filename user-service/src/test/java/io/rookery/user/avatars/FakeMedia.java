package io.rookery.user.avatars;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** media-service in memory. */
@TestComponent
@Primary
public class FakeMedia implements MediaClient {

    private final Map<Long, Long> owners = new ConcurrentHashMap<>();
    private final Set<Long> videos = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    @Override
    public Media media(long ownerId, List<Long> ids) {
        if (down) {
            throw new ResourceAccessException("Connection refused", new ConnectException());
        }
        return new Media(ids.stream()
                .filter(id -> owners.getOrDefault(id, 0L) == ownerId)
                .map(id -> new Item(id, videos.contains(id) ? "video" : "image", "/media/" + id + "/original"))
                .toList());
    }

    public void ready(long ownerId, long mediaId) {
        owners.put(mediaId, ownerId);
    }

    public void readyVideo(long ownerId, long mediaId) {
        videos.add(mediaId);
        ready(ownerId, mediaId);
    }

    public void down(boolean isDown) {
        down = isDown;
    }
}
