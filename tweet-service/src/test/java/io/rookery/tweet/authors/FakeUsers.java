package io.rookery.tweet.authors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.ResourceAccessException;

/** user-service in memory. Everyone exists as {@code user<id>} unless told otherwise. */
@TestComponent
@Primary
public class FakeUsers implements UserClient {

    private final Map<Long, String> handles = new ConcurrentHashMap<>();
    private final List<List<Long>> calls = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    @Override
    public Users users(List<Long> ids) {
        calls.add(List.copyOf(ids));
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        List<User> users = new ArrayList<>();
        for (Long id : ids) {
            String handle = handles.getOrDefault(id, "user" + id);
            if (!handle.isEmpty()) {
                users.add(new User(id, handle, "Display of " + handle, null));
            }
        }
        return new Users(users);
    }

    @Override
    public Users byHandles(List<String> wanted) {
        if (down) {
            throw new ResourceAccessException("Connection refused");
        }
        return new Users(handles.entrySet().stream()
                .filter(user -> wanted.contains(user.getValue().toLowerCase(Locale.ROOT)))
                .map(user -> new User(user.getKey(), user.getValue(), "Display of " + user.getValue(), null))
                .toList());
    }

    public void rename(long userId, String handle) {
        handles.put(userId, handle);
    }

    public void remove(long userId) {
        handles.put(userId, "");
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    public List<List<Long>> calls() {
        return calls;
    }
}
