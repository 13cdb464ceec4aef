package io.rookery.tweet.relations;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** The blocks of user-service in memory. */
@TestComponent
@Primary
public class FakeRelations implements RelationsClient {

    private final Set<Set<Long>> blocks = ConcurrentHashMap.newKeySet();
    private final List<List<Long>> calls = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public Found relations(long userId, List<Long> among) {
        calls.add(List.copyOf(among));
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        return new Found(among.stream()
                .filter(other -> blocks.contains(Set.of(userId, other)))
                .collect(Collectors.toSet()));
    }

    /** In either direction: it makes no difference here. */
    public void block(long one, long other) {
        blocks.add(Set.of(one, other));
    }

    public void unblock(long one, long other) {
        blocks.remove(Set.of(one, other));
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    public List<List<Long>> calls() {
        return calls;
    }
}
