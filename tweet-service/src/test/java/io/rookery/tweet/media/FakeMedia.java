package io.rookery.tweet.media;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** media-service in memory; it has what {@link #add} was told. */
@TestComponent
@Primary
public class FakeMedia implements MediaClient {

    private final Map<Long, Long> owners = new ConcurrentHashMap<>();
    private final List<List<Long>> cardCalls = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public Found ready(long ownerId, List<Long> ids) {
        return found(ids, id -> Long.valueOf(ownerId).equals(owners.get(id)));
    }

    @Override
    public Found cards(List<Long> ids) {
        cardCalls.add(List.copyOf(ids));
        return found(ids, owners::containsKey);
    }

    private Found found(List<Long> ids, Predicate<Long> is) {
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        return new Found(ids.stream()
                .filter(is)
                .map(id -> new MediaCard(
                        id,
                        "image",
                        "/media/" + id + "/original",
                        null,
                        1200,
                        800,
                        "What media " + id + " shows",
                        null))
                .toList());
    }

    /** Ready from now on. */
    public void add(long mediaId, long ownerId) {
        owners.put(mediaId, ownerId);
    }

    public void remove(long mediaId) {
        owners.remove(mediaId);
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    public List<List<Long>> cardCalls() {
        return cardCalls;
    }
}
