package io.rookery.tweet.reactions;

import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** The profiles of user-service in memory: everybody exists who was not removed. */
@TestComponent
@Primary
public class FakeProfiles implements ProfileClient {

    private final Set<Long> gone = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    @Override
    public Profiles profiles(long viewerId, List<Long> ids) {
        if (down) {
            throw new ResourceAccessException("Connection refused", new ConnectException());
        }
        return new Profiles(ids.stream()
                .filter(id -> !gone.contains(id))
                .map(FakeProfiles::user)
                .toList());
    }

    public void remove(long userId) {
        gone.add(userId);
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    private static User user(long id) {
        return new User(
                id,
                "user" + id,
                null,
                "User " + id,
                null,
                null,
                null,
                null,
                Instant.parse("2025-06-01T12:00:00Z"),
                1,
                2,
                3,
                new User.Viewer(true, false, false, false));
    }
}
