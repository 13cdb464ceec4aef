package io.rookery.local.chaos.check;

import io.rookery.local.chaos.check.Action.Change;
import io.rookery.local.chaos.check.Action.Delete;
import io.rookery.local.chaos.check.Action.Like;
import io.rookery.local.chaos.check.Action.Post;
import io.rookery.local.chaos.check.Action.Relate;
import io.rookery.local.chaos.check.Action.Retweet;
import io.rookery.local.chaos.check.Reply.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is so, is not so, or may be so, as far as the answers of the API tell. Moments are positions in the history. Every
 * fact is changed by one person only, one thing at a time, so the last definite answer decides it.
 *
 * <p>Holds an object for each tweet, reckoned at 150 bytes.
 */
final class World {

    private static final long NEVER = Long.MAX_VALUE;

    enum Truth {
        YES,
        NO,
        MAYBE
    }

    private record Fact(Truth truth, long since) {

        private static final Fact NO_FROM_THE_BEGINNING = new Fact(Truth.NO, 0);
    }

    private record Edge(Relation relation, int from, int to) {}

    private record Retweeting(int person, long original) {}

    /** A change that has no definite answer yet; doubtful once an attempt ended without one. */
    private record Pending(Change change, boolean doubtful, Truth before) {}

    /** A post without a definite answer, and the id under which somebody has seen it, or 0. */
    private record MaybePosted(int author, long seenAs) {}

    /** One that exists, or did. */
    static final class Tweet {

        final long id;
        final int author;
        final long text;
        final @Nullable Tweet original;
        private final long posted;
        private long deleteAsked = NEVER;
        private long deleted = NEVER;
        /** Empty for most. */
        private Map<Integer, Truth> likers = Map.of();

        private Map<Integer, Truth> retweeters = Map.of();

        private Tweet(long id, int author, long text, @Nullable Tweet original, long posted) {
            this.id = id;
            this.author = author;
            this.text = text;
            this.original = original;
            this.posted = posted;
        }

        /** As its author, or as that of the tweet it passes on. */
        boolean isOf(int person) {
            return author == person || (original != null && original.author == person);
        }

        boolean surelyThereSince(long moment) {
            return posted <= moment
                    && deleteAsked == NEVER
                    && (original == null || (original.deleteAsked == NEVER && original.posted <= moment));
        }

        boolean surelyGoneSince(long moment) {
            return deleted <= moment || (original != null && original.deleted <= moment);
        }

        private Map<Integer, Truth> likers() {
            if (likers.isEmpty()) {
                likers = new HashMap<>();
            }
            return likers;
        }

        private Map<Integer, Truth> retweeters() {
            if (retweeters.isEmpty()) {
                retweeters = new HashMap<>();
            }
            return retweeters;
        }
    }

    private final Map<Integer, TreeMap<Long, Tweet>> byAuthor = new HashMap<>();
    private final Map<Long, Tweet> byId = new HashMap<>();
    private final Map<Edge, Fact> edges = new HashMap<>();
    private final Map<Long, Pending> pending = new HashMap<>();
    private final Map<Long, MaybePosted> maybePosted = new HashMap<>();
    private final Set<Retweeting> maybeRetweeted = new HashSet<>();
    private final Map<Retweeting, Tweet> retweets = new HashMap<>();

    /** From now on it may be so. */
    void asked(long op, Change change, long moment) {
        if (pending.containsKey(op)) {
            return;
        }
        Truth before = Truth.NO;
        switch (change) {
            case Post post -> maybePosted.put(post.text(), new MaybePosted(post.person(), 0));
            case Delete delete -> tweet(delete.tweet()).ifPresent(tweet -> tweet.deleteAsked = moment);
            case Retweet retweet -> {
                before = reactionBefore(tweet(retweet.tweet()).map(Tweet::retweeters), retweet.person());
                Retweeting retweeting = new Retweeting(retweet.person(), retweet.tweet());
                if (retweet.on()) {
                    maybeRetweeted.add(retweeting);
                } else {
                    standing(retweeting).ifPresent(standing -> standing.deleteAsked = moment);
                }
            }
            case Like like -> before = reactionBefore(tweet(like.tweet()).map(Tweet::likers), like.person());
            case Relate relate -> {
                edges.put(edge(relate), new Fact(Truth.MAYBE, moment));
                endFollows(relate, Truth.MAYBE, moment);
            }
        }
        pending.put(op, new Pending(change, false, before));
    }

    private static Truth reactionBefore(Optional<Map<Integer, Truth>> reactions, int person) {
        return reactions
                .map(of -> Objects.requireNonNullElse(of.put(person, Truth.MAYBE), Truth.NO))
                .orElse(Truth.NO);
    }

    /** The attempt may have done it, or not. */
    void doubted(long op) {
        pending.computeIfPresent(op, (_, asked) -> new Pending(asked.change(), true, asked.before()));
    }

    /** It is done. */
    void done(long op, Change change, Reply reply, long moment) {
        pending.remove(op);
        switch (change) {
            case Post post -> {
                maybePosted.remove(post.text());
                add(new Tweet(reply.tweet(), post.person(), post.text(), null, moment));
            }
            case Delete delete -> tweet(delete.tweet()).ifPresent(tweet -> tweet.deleted = moment);
            case Retweet retweet -> {
                Retweeting retweeting = new Retweeting(retweet.person(), retweet.tweet());
                Optional<Tweet> original = tweet(retweet.tweet());
                original.ifPresent(tweet -> tweet.retweeters().put(retweet.person(), truth(retweet.on())));
                if (retweet.on()) {
                    maybeRetweeted.remove(retweeting);
                    Tweet made = new Tweet(reply.tweet(), retweet.person(), 0, original.orElse(null), moment);
                    retweets.put(retweeting, made);
                    add(made);
                } else {
                    standing(retweeting).ifPresent(undone -> undone.deleted = moment);
                    retweets.remove(retweeting);
                }
            }
            case Like like ->
                tweet(like.tweet()).ifPresent(tweet -> tweet.likers().put(like.person(), truth(like.on())));
            case Relate relate -> {
                edges.put(edge(relate), new Fact(truth(relate.on()), moment));
                endFollows(relate, Truth.NO, moment);
            }
        }
    }

    /** It cannot be done, now; an earlier attempt may have. */
    void refused(long op, Change change) {
        Pending asked = pending.remove(op);
        if (asked == null || asked.doubtful()) {
            return;
        }
        switch (change) {
            case Post post -> maybePosted.remove(post.text());
            case Delete delete -> tweet(delete.tweet()).ifPresent(tweet -> tweet.deleteAsked = NEVER);
            case Retweet retweet -> {
                Retweeting retweeting = new Retweeting(retweet.person(), retweet.tweet());
                maybeRetweeted.remove(retweeting);
                standing(retweeting).ifPresent(standing -> standing.deleteAsked = NEVER);
                tweet(retweet.tweet()).ifPresent(tweet -> tweet.retweeters().put(retweet.person(), asked.before()));
            }
            case Like like ->
                tweet(like.tweet()).ifPresent(tweet -> tweet.likers().put(like.person(), asked.before()));
            // Between people nothing can be refused; until the next definite answer it stays unknown
            case Relate _ -> {}
        }
    }

    private Optional<Tweet> standing(Retweeting retweeting) {
        return Optional.ofNullable(retweets.get(retweeting));
    }

    private void endFollows(Relate relate, Truth truth, long moment) {
        if (relate.relation() != Relation.BLOCK || !relate.on()) {
            return;
        }
        for (Edge follow : Set.of(
                new Edge(Relation.FOLLOW, relate.person(), relate.other()),
                new Edge(Relation.FOLLOW, relate.other(), relate.person()))) {
            if (fact(follow).truth() != Truth.NO) {
                edges.put(follow, new Fact(truth, moment));
            }
        }
    }

    private void add(Tweet tweet) {
        byId.put(tweet.id, tweet);
        byAuthor.computeIfAbsent(tweet.author, _ -> new TreeMap<>()).put(tweet.id, tweet);
    }

    private static Truth truth(boolean on) {
        return on ? Truth.YES : Truth.NO;
    }

    private static Edge edge(Relate relate) {
        return new Edge(relate.relation(), relate.person(), relate.other());
    }

    private Fact fact(Edge edge) {
        return edges.getOrDefault(edge, Fact.NO_FROM_THE_BEGINNING);
    }

    /** All changes that were asked and not definitely answered. */
    Map<Long, Change> unsettled() {
        Map<Long, Change> changes = new TreeMap<>();
        pending.forEach((op, asked) -> changes.put(op, asked.change()));
        return changes;
    }

    Optional<Tweet> tweet(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** With ids between the two, neither included. */
    Iterable<Tweet> between(int author, long low, long high) {
        return high <= low
                ? Set.of()
                : byAuthor.computeIfAbsent(author, _ -> new TreeMap<>())
                        .subMap(low, false, high, false)
                        .values();
    }

    Set<Integer> authors() {
        return Set.copyOf(byAuthor.keySet());
    }

    /** Whether an entry nobody has been told the id of may be the trace of an attempt without an answer. */
    boolean mayExist(Entry entry) {
        if (entry.original() != 0) {
            return maybeRetweeted.contains(new Retweeting(entry.author(), entry.original()));
        }
        MaybePosted maybe = maybePosted.get(entry.text());
        if (maybe == null || maybe.author() != entry.author()) {
            return false;
        }
        if (maybe.seenAs() == 0) {
            maybePosted.put(entry.text(), new MaybePosted(maybe.author(), entry.id()));
        }
        return maybe.seenAs() == 0 || maybe.seenAs() == entry.id();
    }

    /** The id under which a post without an answer was seen; 0 if it was not. */
    long seenAs(Post post) {
        MaybePosted maybe = maybePosted.get(post.text());
        return maybe == null ? 0 : maybe.seenAs();
    }

    /** Whether it was so from that moment until now. */
    boolean since(long moment, Relation relation, int from, int to, boolean on) {
        Fact fact = fact(new Edge(relation, from, to));
        return fact.truth() == truth(on) && fact.since() <= moment;
    }

    /** Neither mutes nor blocks between them, from that moment on. */
    private boolean atPeaceSince(long moment, int reader, int author) {
        return reader == author
                || (since(moment, Relation.MUTE, reader, author, false) && unblockedSince(moment, reader, author));
    }

    boolean unblockedSince(long moment, int one, int other) {
        return since(moment, Relation.BLOCK, one, other, false) && since(moment, Relation.BLOCK, other, one, false);
    }

    boolean blockedSince(long moment, int one, int other) {
        return since(moment, Relation.BLOCK, one, other, true) || since(moment, Relation.BLOCK, other, one, true);
    }

    /** Whether it belonged into the reader's home timeline from that moment until now, whatever else may be. */
    boolean belongsHomeSince(long moment, int reader, Tweet tweet) {
        if (!tweet.surelyThereSince(moment)) {
            return false;
        }
        int originalAuthor = tweet.original == null ? tweet.author : tweet.original.author;
        return tweet.author == reader
                ? reader == originalAuthor || unblockedSince(moment, reader, originalAuthor)
                : since(moment, Relation.FOLLOW, reader, tweet.author, true)
                        && atPeaceSince(moment, reader, tweet.author)
                        && atPeaceSince(moment, reader, originalAuthor);
    }

    /** Why it had no place in the reader's home timeline from that moment until now, if so. */
    Optional<String> strangeHomeSince(long moment, int reader, Tweet tweet) {
        if (tweet.surelyGoneSince(moment)) {
            return Optional.of("was deleted");
        }
        if (tweet.author == reader) {
            return Optional.empty();
        }
        if (since(moment, Relation.FOLLOW, reader, tweet.author, false)) {
            return Optional.of("is of p" + tweet.author + ", not followed");
        }
        OptionalInt hidden = hiddenSince(moment, reader, tweet);
        return hidden.isPresent()
                ? Optional.of("is of p" + hidden.getAsInt() + ", muted or blocked")
                : Optional.empty();
    }

    private OptionalInt hiddenSince(long moment, int reader, Tweet tweet) {
        if (isHiddenSince(moment, reader, tweet.author)) {
            return OptionalInt.of(tweet.author);
        }
        return tweet.original != null && isHiddenSince(moment, reader, tweet.original.author)
                ? OptionalInt.of(tweet.original.author)
                : OptionalInt.empty();
    }

    private boolean isHiddenSince(long moment, int reader, int author) {
        return since(moment, Relation.MUTE, reader, author, true) || blockedSince(moment, reader, author);
    }

    /** Its likes and retweets; empty where an answer is missing. */
    static OptionalInt likes(Tweet tweet) {
        return count(tweet.likers);
    }

    static OptionalInt retweets(Tweet tweet) {
        return count(tweet.retweeters);
    }

    private static OptionalInt count(Map<Integer, Truth> reactions) {
        return reactions.containsValue(Truth.MAYBE)
                ? OptionalInt.empty()
                : OptionalInt.of((int)
                        reactions.values().stream().filter(Truth.YES::equals).count());
    }
}
