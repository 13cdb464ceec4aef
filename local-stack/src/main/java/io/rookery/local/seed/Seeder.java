package io.rookery.local.seed;

import io.rookery.local.seed.SeedClient.Session;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plants a world. After an interrupted planting the next one finishes it; what was said by then is said again. */
public final class Seeder {

    private final SeedClient client;
    private final String password;

    /** @param password of every user that is planted */
    public Seeder(URI gateway, String password) {
        this.client = new SeedClient(gateway);
        this.password = password;
    }

    public void plant(SeedWorld world) {
        Map<String, Session> sessions = new LinkedHashMap<>();
        for (SeedWorld.Person person : world.people()) {
            Session session = client.register(person, password);
            client.describe(session, person);
            sessions.put(person.handle(), session);
        }
        for (SeedWorld.Person person : world.people()) {
            for (String followee : person.follows()) {
                client.follow(
                        session(sessions, person.handle()),
                        session(sessions, followee).user().userId());
            }
        }
        for (SeedWorld.Line line : world.conversation()) {
            client.tweet(session(sessions, line.author().handle()), line.content());
        }
    }

    private static Session session(Map<String, Session> sessions, String handle) {
        Session session = sessions.get(handle);
        if (session == null) {
            throw new IllegalArgumentException("world.json follows " + handle + ", who is not in it");
        }
        return session;
    }
}
