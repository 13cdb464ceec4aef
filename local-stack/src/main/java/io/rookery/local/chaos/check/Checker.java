package io.rookery.local.chaos.check;

import io.rookery.local.chaos.check.Action.Change;
import io.rookery.local.chaos.check.Action.Post;
import io.rookery.local.chaos.check.Action.ReadFollowing;
import io.rookery.local.chaos.check.Action.ReadHome;
import io.rookery.local.chaos.check.Action.ReadPage;
import io.rookery.local.chaos.check.Action.ReadTweet;
import io.rookery.local.chaos.check.Action.ReadTweets;
import io.rookery.local.chaos.check.Action.Relate;
import io.rookery.local.chaos.check.Reply.Entry;
import io.rookery.local.chaos.check.Violation.Rule;
import io.rookery.local.chaos.check.World.Tweet;
import io.rookery.local.chaos.faults.Fault;
import io.rookery.local.stack.Component;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds a history against the rules, one event after the other, in the order in which they happened to the clients. What
 * was definitely so from before a read was asked until it was answered must show in it; what only may be so need not.
 *
 * <p>Remembers the tweets, who is related to whom, and for each reader the newest {@value #DEPTH} tweets they have seen.
 */
public final class Checker {

    /** How deep a timeline is complete, as the requirements say. */
    private static final int DEPTH = 800;

    private static final int KEPT_OF_EACH_RULE = 3;

    private final int people;
    private final World world = new World();
    private final Availability availability = new Availability();
    private final Map<Integer, TreeMap<Long, Sighting>> seen = new HashMap<>();
    private final Map<Attempt, Moment> asked = new HashMap<>();
    private final Map<String, Map<String, Integer>> requests = new TreeMap<>();
    private final Map<Rule, List<Violation>> violations = new EnumMap<>(Rule.class);
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private final Set<Long> doubtedDeletes = new HashSet<>();
    private List<Violation> incomplete = List.of();
    private Audit audit = new Audit(false);
    private long position;
    private long now;
    private long lastFailure;

    /** A tweet, and when a reader saw it first. */
    private record Sighting(Tweet tweet, long position) {}

    private record Attempt(long op, Action action) {}

    private record Moment(long position, long at) {}

    /** What was read to its end while nothing changed any more. */
    private static final class Audit {

        private final boolean running;
        private final Map<Integer, Integer> shownAtHome = new HashMap<>();
        private final Set<Integer> homesRead = new HashSet<>();
        private final Set<Integer> listsRead = new HashSet<>();
        private final Set<Integer> followingsRead = new HashSet<>();
        private final List<Violation> found = new ArrayList<>();

        private Audit(boolean running) {
            this.running = running;
        }
    }

    /** @param people their numbers are 0 to {@code people - 1} */
    public Checker(int people) {
        this.people = people;
    }

    /**
     * Takes the next event.
     *
     * @param at milliseconds since the run began, never less than before
     */
    public void accept(long at, Event event) {
        position++;
        now = at;
        switch (event) {
            case Event.Asked(long op, Action action) -> {
                asked.put(new Attempt(op, action), new Moment(position, at));
                if (action instanceof Change change) {
                    world.asked(op, change, position);
                    forgetSeen(change);
                }
            }
            case Event.Answered(long op, Action action, Reply reply) -> {
                Moment since = asked.remove(new Attempt(op, action));
                if (since == null) {
                    throw new IllegalArgumentException("never asked: " + event);
                }
                answered(op, action, reply, since);
            }
            case Event.FaultBegan(Fault fault) -> availability.began(fault, at);
            case Event.FaultEnded(Fault fault) -> availability.ended(fault, at);
            case Event.AuditBegan _ -> audit = new Audit(true);
            case Event.AuditEnded _ -> endAudit();
        }
    }

    private void answered(long op, Action action, Reply reply, Moment since) {
        requests.computeIfAbsent(action.kind(), _ -> new TreeMap<>()).merge(status(reply), 1, Integer::sum);
        boolean failed = reply.status() == Reply.NOTHING || reply.status() >= 500;
        if (failed) {
            lastFailure = now;
            availability.failed(action, op, since.at());
        } else {
            availability.succeeded(action, now).ifPresent(this::report);
        }
        boolean documented = isDocumented(op, action, reply, since);
        if (reply.complaint() != null || !documented) {
            report(
                    Rule.DOCUMENTED,
                    who(action) + " got " + status(reply) + (reply.complaint() == null ? "" : ": " + reply.complaint()),
                    List.of("#" + op + " "));
        }
        switch (action) {
            case Change change -> settle(op, change, reply, failed);
            case ReadHome read when reply.succeeded() -> checkHome(op, read, reply, since);
            case ReadTweets read when reply.succeeded() -> checkTweets(op, read, reply, since);
            case ReadTweet read -> checkTweet(op, read, reply, since);
            case ReadFollowing read when reply.succeeded() -> checkFollowing(op, read, reply);
            case Action.Read _ -> {}
        }
    }

    private static String status(Reply reply) {
        return (reply.status() == Reply.NOTHING ? "nothing" : Integer.toString(reply.status()))
                + (reply.code().isEmpty() ? "" : " " + reply.code());
    }

    private static String who(Action action) {
        return "p" + action.person() + " " + action.kind();
    }

    /** No answer at all is documented only while the gateway is in trouble: it answers for all the others. */
    private boolean isDocumented(long op, Action action, Reply reply, Moment since) {
        return switch (reply.status()) {
            case Reply.NOTHING -> availability.excused(Set.of(Component.API_GATEWAY), since.at(), now);
            case 503 -> true;
            case 200 -> !(action instanceof Post || action instanceof Action.Delete);
            case 201 -> action instanceof Post;
            case 204 -> action instanceof Action.Delete;
            case 409 -> action instanceof Post && reply.code().equals("idempotency_in_progress");
            case 403 -> reply.code().equals("blocked") && mayBeBlocked(action, since);
            case 404 -> mayBeGone(op, action, since);
            default -> false;
        };
    }

    private boolean mayBeBlocked(Action action, Moment since) {
        int other = switch (action) {
            case Action.Like like -> like.author();
            case Action.Retweet retweet -> retweet.author();
            case ReadTweets read -> read.author();
            case ReadTweet read -> read.author();
            case Post _, Action.Delete _, Relate _, ReadHome _, Action.ReadProfile _, ReadFollowing _ ->
                action.person();
        };
        return other != action.person() && !world.unblockedSince(since.position(), action.person(), other);
    }

    private boolean mayBeGone(long op, Action action, Moment since) {
        return switch (action) {
            case Action.Like like -> !surelyThere(like.tweet(), since);
            case Action.Retweet retweet -> !surelyThere(retweet.tweet(), since);
            case ReadTweet read -> !surelyThere(read.tweet(), since);
            // By an attempt before, whose answer was lost
            case Action.Delete _ -> doubtedDeletes.contains(op);
            case Post _, Relate _, ReadHome _, ReadTweets _, Action.ReadProfile _, ReadFollowing _ -> false;
        };
    }

    private boolean surelyThere(long tweet, Moment since) {
        return world.tweet(tweet)
                .filter(known -> known.surelyThereSince(since.position()))
                .isPresent();
    }

    private void settle(long op, Change change, Reply reply, boolean failed) {
        if (reply.succeeded()) {
            if (change instanceof Post post && world.seenAs(post) != 0 && world.seenAs(post) != reply.tweet()) {
                report(
                        Rule.KNOWN,
                        "p" + post.person() + " posted once and it was shown as " + world.seenAs(post)
                                + " before it was acknowledged as " + reply.tweet(),
                        List.of("#" + op + " ", Long.toString(world.seenAs(post)), Long.toString(reply.tweet())));
            }
            world.done(op, change, reply, position);
        } else if (failed || reply.status() == 409) {
            world.doubted(op);
            if (change instanceof Action.Delete) {
                doubtedDeletes.add(op);
            }
        } else if (change instanceof Action.Delete) {
            world.done(op, change, reply, position);
        } else {
            world.refused(op, change);
        }
        if (change instanceof Action.Delete && !failed) {
            doubtedDeletes.remove(op);
        }
    }

    /** Whose relation changes may lose sight of each other's tweets. */
    private void forgetSeen(Change change) {
        if (change instanceof Relate relate) {
            forgetSeen(relate.person(), relate.other());
            if (relate.relation() == Relation.BLOCK) {
                forgetSeen(relate.other(), relate.person());
            }
        }
    }

    private void forgetSeen(int reader, int author) {
        seenBy(reader).values().removeIf(sighting -> sighting.tweet().isOf(author));
    }

    private NavigableMap<Long, Sighting> seenBy(int reader) {
        return seen.computeIfAbsent(reader, _ -> new TreeMap<>());
    }

    private void checkHome(long op, ReadHome read, Reply reply, Moment since) {
        int reader = read.person();
        long low = checkOrder(op, read, reply);
        Set<Long> shown = new HashSet<>();
        for (Entry entry : reply.entries()) {
            shown.add(entry.id());
            world.tweet(entry.id())
                    .ifPresentOrElse(
                            tweet -> {
                                checkSame(op, read, entry, tweet);
                                world.strangeHomeSince(since.position(), reader, tweet)
                                        .ifPresent(why -> report(
                                                Rule.HIDDEN,
                                                who(read) + ": " + entry.id() + " " + why,
                                                about(op, reader, tweet)));
                            },
                            () -> checkMaybe(read, entry));
        }
        for (Tweet own : world.between(reader, low, read.below())) {
            if (!shown.contains(own.id) && world.belongsHomeSince(since.position(), reader, own)) {
                report(Rule.OWN, who(read) + " misses their own " + own.id, about(op, reader, own));
            }
        }
        NavigableMap<Long, Sighting> seenHere = seenBy(reader);
        if (low < read.below()) {
            for (Sighting sighting :
                    seenHere.subMap(low, false, read.below(), false).values()) {
                Tweet tweet = sighting.tweet();
                if (tweet.author != reader
                        && sighting.position() <= since.position()
                        && !shown.contains(tweet.id)
                        && world.belongsHomeSince(since.position(), reader, tweet)) {
                    report(Rule.STAYS, who(read) + " misses " + tweet.id + ", seen before", about(op, reader, tweet));
                }
            }
        }
        // Without Redis a reader sees what was not delivered yet; when Redis is back it still has to be
        for (long id : reply.degraded() ? Set.<Long>of() : shown) {
            world.tweet(id)
                    .filter(tweet -> world.belongsHomeSince(position, reader, tweet))
                    .ifPresent(tweet -> seenHere.putIfAbsent(id, new Sighting(tweet, position)));
        }
        while (seenHere.size() > DEPTH) {
            seenHere.pollFirstEntry();
        }
        if (audit.running) {
            auditHome(op, read, reply, low, shown);
        }
    }

    private void auditHome(long op, ReadHome read, Reply reply, long low, Set<Long> shown) {
        int reader = read.person();
        int before = audit.shownAtHome.merge(reader, shown.size(), Integer::sum) - shown.size();
        if (before < DEPTH) {
            for (int author : world.authors()) {
                for (Tweet tweet : world.between(author, low, read.below())) {
                    if (author != reader
                            && !shown.contains(tweet.id)
                            && world.belongsHomeSince(position, reader, tweet)) {
                        audit.found.add(new Violation(
                                Rule.DELIVERED,
                                now,
                                "p" + reader + " follows p" + author + " and does not get " + tweet.id,
                                about(op, reader, tweet)));
                    }
                }
            }
        }
        if (reply.next() == null || before + shown.size() >= DEPTH) {
            audit.homesRead.add(reader);
        }
    }

    /** Returns the id below which the page says nothing: its last one, or none if it is the end. */
    private long checkOrder(long op, ReadPage read, Reply reply) {
        long last = read.below();
        for (Entry entry : reply.entries()) {
            if (entry.id() >= last) {
                report(
                        Rule.ORDERED,
                        who(read) + " shows " + entry.id() + " after " + last,
                        List.of("#" + op + " ", Long.toString(entry.id())));
            }
            last = Math.min(last, entry.id());
        }
        if (reply.next() == null) {
            return 0;
        }
        // An empty page with another one behind it says nothing at all
        return reply.entries().isEmpty() ? read.below() : last;
    }

    private void checkSame(long op, Action read, Entry entry, Tweet tweet) {
        long original = tweet.original == null ? 0 : tweet.original.id;
        if (entry.author() != tweet.author || entry.text() != tweet.text || entry.original() != original) {
            report(Rule.KNOWN, who(read) + " shows another tweet as " + entry, List.of("#" + op + " "));
        }
    }

    private void checkMaybe(Action read, Entry entry) {
        if (!world.mayExist(entry)) {
            report(
                    Rule.KNOWN,
                    who(read) + " shows " + entry + ", which nobody was told of",
                    List.of(Long.toString(entry.id()), "text=" + entry.text() + "]"));
        }
    }

    private void checkTweets(long op, ReadTweets read, Reply reply, Moment since) {
        long low = checkOrder(op, read, reply);
        Set<Long> shown = new HashSet<>();
        for (Entry entry : reply.entries()) {
            shown.add(entry.id());
            world.tweet(entry.id())
                    .ifPresentOrElse(
                            tweet -> {
                                checkSame(op, read, entry, tweet);
                                if (tweet.surelyGoneSince(since.position())) {
                                    report(
                                            Rule.HIDDEN,
                                            who(read) + " p" + read.author() + ": " + entry.id() + " was deleted",
                                            about(op, read.person(), tweet));
                                }
                                checkCounts(op, read, entry, tweet);
                            },
                            () -> checkMaybe(read, entry));
        }
        boolean blocked =
                read.person() != read.author() && !world.unblockedSince(since.position(), read.person(), read.author());
        for (Tweet tweet : world.between(read.author(), low, read.below())) {
            if (tweet.original == null
                    && !shown.contains(tweet.id)
                    && !blocked
                    && tweet.surelyThereSince(since.position())) {
                report(
                        Rule.LISTED,
                        who(read) + " p" + read.author() + " misses " + tweet.id,
                        about(op, read.person(), tweet));
            }
        }
        if (audit.running && read.person() == read.author() && reply.next() == null) {
            audit.listsRead.add(read.author());
        }
    }

    private void checkCounts(long op, ReadTweets read, Entry entry, Tweet tweet) {
        if (!audit.running) {
            return;
        }
        checkCount(op, read, "likes", entry.likes(), World.likes(tweet), tweet);
        checkCount(op, read, "retweets", entry.retweets(), World.retweets(tweet), tweet);
    }

    private void checkCount(long op, ReadTweets read, String what, int shown, OptionalInt known, Tweet tweet) {
        if (known.isPresent() && known.getAsInt() != shown) {
            audit.found.add(new Violation(
                    Rule.COUNTED,
                    now,
                    tweet.id + " shows " + shown + " " + what + ", acknowledged are " + known.getAsInt(),
                    about(op, read.person(), tweet)));
        }
    }

    private void checkTweet(long op, ReadTweet read, Reply reply, Moment since) {
        if (reply.status() == 200) {
            world.tweet(read.tweet())
                    .filter(tweet -> tweet.surelyGoneSince(since.position()))
                    .ifPresent(tweet -> report(
                            Rule.HIDDEN,
                            who(read) + ": " + read.tweet() + " was deleted",
                            about(op, read.person(), tweet)));
        } else if (reply.status() == 404 && surelyThere(read.tweet(), since)) {
            report(
                    Rule.LISTED,
                    who(read) + " does not find " + read.tweet(),
                    List.of("#" + op + " ", Long.toString(read.tweet())));
        }
    }

    private void checkFollowing(long op, ReadFollowing read, Reply reply) {
        for (int other = 0; other < people; other++) {
            boolean follows = reply.people().contains(other);
            if (world.since(position, Relation.FOLLOW, read.person(), other, !follows)) {
                audit.found.add(new Violation(
                        Rule.COUNTED,
                        now,
                        "p" + read.person() + (follows ? " follows p" : " does not follow p") + other
                                + ", against what was acknowledged",
                        List.of("#" + op + " ", edge(read.person(), Relation.FOLLOW, other))));
            }
        }
        audit.followingsRead.add(read.person());
    }

    private void endAudit() {
        for (int person = 0; person < people; person++) {
            if (!audit.homesRead.contains(person)
                    || !audit.listsRead.contains(person)
                    || !audit.followingsRead.contains(person)) {
                audit.found.add(new Violation(
                        Rule.DELIVERED, now, "p" + person + " could not read to the end", List.of("p" + person + " ")));
            }
        }
        incomplete = audit.found;
        audit = new Audit(false);
    }

    /** Milliseconds of the run at which something failed for the last time. */
    public long lastFailure() {
        return lastFailure;
    }

    /** Whether the last audit found everything where it belongs. */
    public boolean isComplete() {
        return incomplete.isEmpty();
    }

    private List<String> about(long op, int reader, Tweet tweet) {
        List<String> about = new ArrayList<>(List.of("#" + op + " ", Long.toString(tweet.id)));
        if (tweet.text != 0) {
            about.add("text=" + tweet.text + "]");
        }
        addRelations(about, reader, tweet.author);
        if (tweet.original != null) {
            about.add(Long.toString(tweet.original.id));
            addRelations(about, reader, tweet.original.author);
        }
        return about;
    }

    private static void addRelations(List<String> about, int reader, int author) {
        for (Relation relation : Relation.values()) {
            about.add(edge(reader, relation, author));
            about.add(edge(author, relation, reader));
        }
    }

    /** As the history writes it. */
    private static String edge(int from, Relation relation, int to) {
        return "Relate[person=" + from + ", relation=" + relation + ", other=" + to + ",";
    }

    private void report(Availability.Failing failing) {
        report(
                Rule.AVAILABLE,
                String.format(
                        Locale.ROOT,
                        "every %s failed for %.1f s, since %.1f s",
                        failing.kind(),
                        (now - failing.since()) / 1000.0,
                        failing.since() / 1000.0),
                List.of("#" + failing.op() + " "));
    }

    private void report(Rule rule, String what, List<String> about) {
        counts.merge(rule, 1, Integer::sum);
        List<Violation> kept = violations.computeIfAbsent(rule, _ -> new ArrayList<>());
        if (kept.size() < KEPT_OF_EACH_RULE) {
            kept.add(new Violation(rule, now, what, about));
        }
    }

    /** The end of the history: what has no answer now never gets one. */
    public Verdict verdict() {
        availability.finish(now).forEach(this::report);
        Map<Rule, List<Violation>> found = new EnumMap<>(Rule.class);
        violations.forEach((rule, of) -> found.put(rule, new ArrayList<>(of)));
        Map<Rule, Integer> numbers = new EnumMap<>(counts);
        List<Violation> last = new ArrayList<>(incomplete);
        world.unsettled()
                .forEach((op, change) -> last.add(new Violation(
                        Rule.ANSWERED, now, who(change) + " has no definite answer", List.of("#" + op + " "))));
        for (Violation violation : last) {
            numbers.merge(violation.rule(), 1, Integer::sum);
            List<Violation> kept = found.computeIfAbsent(violation.rule(), _ -> new ArrayList<>());
            if (kept.size() < KEPT_OF_EACH_RULE) {
                kept.add(violation);
            }
        }
        return new Verdict(
                requests,
                availability.outages(),
                numbers,
                found.values().stream().flatMap(List::stream).collect(Collectors.toList()));
    }
}
