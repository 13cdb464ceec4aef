package io.rookery.local.chaos;

import io.rookery.local.chaos.Persona.Seen;
import io.rookery.local.chaos.check.Action;
import io.rookery.local.chaos.check.Action.Change;
import io.rookery.local.chaos.check.Action.Read;
import io.rookery.local.chaos.check.Action.ReadHome;
import io.rookery.local.chaos.check.Action.ReadPage;
import io.rookery.local.chaos.check.Action.ReadTweets;
import io.rookery.local.chaos.check.Event;
import io.rookery.local.chaos.check.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few people who use the API at once: each changes one thing after the other, each until there is a definite answer, and
 * meanwhile reads. Each changes something every two seconds and reads once a second, so that a history stays small.
 */
final class Workload {

    private static final int CHANGE_PAUSE_MILLIS = 1500;
    private static final int READ_PAUSE_MILLIS = 800;
    private static final int RETRY_PAUSE_MILLIS = 500;
    private static final int PAGES = 3;
    private static final int AUDIT_PAGES = 30;
    private static final int PAGE = 20;
    private static final int WHOLE_PAGE = 100;
    private static final int BOARD = 100;

    private final Client client;
    private final History history;
    private final long seed;
    private final int people;
    private final List<Seen> board = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean stopping;
    private volatile boolean givingUp;

    Workload(Client client, History history, long seed, int people) {
        this.client = client;
        this.history = history;
        this.seed = seed;
        this.people = people;
    }

    /** Everybody follows somebody, says something, and has a timeline; then they go on until {@link #stop}. */
    void start() {
        List<Persona> personas = IntStream.range(0, people)
                .mapToObj(number -> new Persona(seed, number, people))
                .toList();
        personas.forEach(persona -> client.register(persona.number()));
        for (int person = 0; person < people; person++) {
            int number = person;
            writers.add(Thread.ofVirtual().name("writer-" + number).start(() -> write(number, personas.get(number))));
            readers.add(Thread.ofVirtual().name("reader-" + number).start(() -> read(number)));
        }
    }

    private void write(int person, Persona persona) {
        Random pauses = new Random(seed + person);
        persona.beginning().forEach(change -> persona.learn(change, insist(change)));
        while (!stopping) {
            List<Seen> seen = board();
            Change change = seen.isEmpty() ? persona.post() : persona.nextChange(seen);
            Reply reply = insist(change);
            if (isDefinite(reply)) {
                persona.learn(change, reply);
            }
            if (change instanceof Action.Post && reply.succeeded()) {
                announce(new Seen(reply.tweet(), person));
                walk(new ReadHome(person, Long.MAX_VALUE), PAGE, 1);
            }
            pause(CHANGE_PAUSE_MILLIS / 2 + pauses.nextInt(CHANGE_PAUSE_MILLIS));
        }
    }

    private void read(int person) {
        Random random = new Random(seed * 31 + person);
        while (!stopping) {
            List<Seen> seen = board();
            Read read = seen.isEmpty()
                    ? new ReadHome(person, Long.MAX_VALUE)
                    : Persona.nextRead(random, person, people, seen);
            walk(read, PAGE, 1 + random.nextInt(PAGES));
            pause(READ_PAUSE_MILLIS / 2 + random.nextInt(READ_PAUSE_MILLIS));
        }
    }

    private synchronized List<Seen> board() {
        return List.copyOf(board);
    }

    private synchronized void announce(Seen seen) {
        board.add(seen);
        if (board.size() > BOARD) {
            board.removeFirst();
        }
    }

    /** Asks until there is a definite answer, or nobody waits for it any more. */
    private Reply insist(Change change) {
        long op = history.newOp();
        Reply reply = ask(op, change, PAGE, null);
        while (!isDefinite(reply) && !givingUp) {
            pause(RETRY_PAUSE_MILLIS);
            reply = ask(op, change, PAGE, null);
        }
        return reply;
    }

    private static boolean isDefinite(Reply reply) {
        return switch (reply.status()) {
            case Reply.NOTHING, 409, 429 -> false;
            default -> reply.status() < 500;
        };
    }

    /** Page after page, as long as there are some. */
    private void walk(Read first, int limit, int pages) {
        Read read = first;
        String cursor = null;
        for (int page = 0; page < pages; page++) {
            Reply reply = ask(history.newOp(), read, limit, cursor);
            cursor = reply.next();
            if (!reply.succeeded() || cursor == null || !(read instanceof ReadPage list)) {
                return;
            }
            long below = reply.entries().isEmpty()
                    ? list.below()
                    : reply.entries().getLast().id();
            read = switch (list) {
                case ReadHome home -> new ReadHome(home.person(), below);
                case ReadTweets tweets -> new ReadTweets(tweets.person(), tweets.author(), below);
            };
        }
    }

    private Reply ask(long op, Action action, int limit, @Nullable String cursor) {
        client.stayLoggedIn(action.person());
        history.record(new Event.Asked(op, action));
        Reply reply = client.ask(action, limit, cursor);
        history.record(new Event.Answered(op, action, reply));
        return reply;
    }

    /** Nothing new is begun; what was begun gets so long for a definite answer. */
    void stop(Duration patience) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : writers) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        givingUp = true;
        for (Thread thread : writers) {
            thread.join();
        }
        for (Thread thread : readers) {
            thread.join();
        }
    }

    /** Everybody reads everything there is for them. */
    void audit() {
        history.record(new Event.AuditBegan());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int person = 0; person < people; person++) {
                int number = person;
                threads.execute(() -> {
                    walk(new ReadHome(number, Long.MAX_VALUE), WHOLE_PAGE, AUDIT_PAGES);
                    walk(new ReadTweets(number, number, Long.MAX_VALUE), WHOLE_PAGE, Integer.MAX_VALUE);
                    walk(new Action.ReadFollowing(number), WHOLE_PAGE, 1);
                });
            }
        }
        history.record(new Event.AuditEnded());
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
