package io.rookery.local.chaos;

import io.rookery.local.chaos.check.Action;
import io.rookery.local.chaos.check.Action.Change;
import io.rookery.local.chaos.check.Action.Read;
import io.rookery.local.chaos.check.Relation;
import io.rookery.local.chaos.check.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What one person does next. The seed decides it, together with what the person knows: whom they follow, what they
 * posted. Of the tweets of others only the place on the board is decided, because what is on it depends on the weather.
 *
 * <p>Facts have one writer, so that the last answer decides them: nobody follows one of the two persons before them, who
 * alone may block them.
 */
final class Persona {

    /** Their followers come and go around the push limit. */
    static final int STARS = 4;

    /** The share of all others who follow a star at a time; with 16 people it is 5 of 13. */
    private static final double STAR_FOLLOWED = 0.38;

    private static final int REMEMBERED = 50;

    private final int number;
    private final int people;
    private final Random random;
    private final Set<Integer> following = new HashSet<>();
    private final Set<Integer> muting = new HashSet<>();
    private final Set<Integer> blocking = new HashSet<>();
    private final List<Long> posted = new ArrayList<>();
    private final Map<Long, Integer> liked = new HashMap<>();
    private final Map<Long, Integer> retweeted = new HashMap<>();
    private long posts;

    /** A tweet to react to. */
    record Seen(long tweet, int author) {}

    Persona(long seed, int number, int people) {
        this.number = number;
        this.people = people;
        this.random = new Random(seed * 1_000_003 + number);
    }

    int number() {
        return number;
    }

    /** Whom this person follows at first: the three next, and some stars. */
    List<Change> beginning() {
        List<Change> follows = new ArrayList<>();
        for (int other = 0; other < people; other++) {
            boolean star = other < STARS && random.nextDouble() < STAR_FOLLOWED;
            if (mayFollow(other) && (star || Math.floorMod(other - number, people) <= 3)) {
                follows.add(new Action.Relate(number, Relation.FOLLOW, other, true));
            }
        }
        return follows;
    }

    private boolean mayFollow(int other) {
        int behind = Math.floorMod(number - other, people);
        return behind > 2 && !blocking.contains(other);
    }

    /** @param board tweets of everybody, at least one */
    Change nextChange(List<Seen> board) {
        int dice = random.nextInt(100);
        Seen seen = board.get(random.nextInt(board.size()));
        if (dice < 8) {
            if (posted.size() > 3) {
                return new Action.Delete(number, posted.get(random.nextInt(posted.size())));
            }
        } else if (dice < 16) {
            if (!retweeted.containsKey(seen.tweet())) {
                return new Action.Retweet(number, seen.tweet(), seen.author(), true);
            }
        } else if (dice < 20) {
            if (!retweeted.isEmpty()) {
                long tweet = any(retweeted.keySet());
                return new Action.Retweet(number, tweet, retweeted.getOrDefault(tweet, number), false);
            }
        } else if (dice < 30) {
            return new Action.Like(number, seen.tweet(), seen.author(), true);
        } else if (dice < 34) {
            if (!liked.isEmpty()) {
                long tweet = any(liked.keySet());
                return new Action.Like(number, tweet, liked.getOrDefault(tweet, number), false);
            }
        } else if (dice < 46) {
            int star = random.nextInt(STARS);
            boolean on = random.nextDouble() < STAR_FOLLOWED;
            if (mayFollow(star)) {
                return new Action.Relate(number, Relation.FOLLOW, star, on);
            }
        } else if (dice < 50) {
            int other = random.nextInt(people);
            if (mayFollow(other)) {
                return new Action.Relate(number, Relation.FOLLOW, other, !following.contains(other));
            }
        } else if (dice < 52) {
            int other = random.nextInt(people);
            if (!muting.isEmpty()) {
                int muted = (int) any(muting.stream().map(Integer::longValue).toList());
                return new Action.Relate(number, Relation.MUTE, muted, false);
            } else if (other != number) {
                return new Action.Relate(number, Relation.MUTE, other, true);
            }
        } else if (dice < 54) {
            int other = (number + 1 + random.nextInt(2)) % people;
            return new Action.Relate(number, Relation.BLOCK, other, !blocking.contains(other));
        }
        return post();
    }

    Change post() {
        posts++;
        return new Action.Post(number, number * 10_000_000L + posts);
    }

    /** The order of sets is not the seed's. */
    private long any(Collection<Long> of) {
        List<Long> sorted = of.stream().sorted().toList();
        return sorted.get(random.nextInt(sorted.size()));
    }

    /** Remembers what a definite answer says. */
    void learn(Change change, Reply reply) {
        switch (change) {
            case Action.Post _ when reply.succeeded() -> posted.add(reply.tweet());
            case Action.Post _ -> {}
            case Action.Delete delete -> posted.remove(delete.tweet());
            case Action.Retweet retweet -> remember(retweeted, retweet.tweet(), retweet.author(), retweet.on(), reply);
            case Action.Like like -> remember(liked, like.tweet(), like.author(), like.on(), reply);
            case Action.Relate relate when reply.succeeded() -> learn(relate);
            case Action.Relate _ -> {}
        }
        if (posted.size() > REMEMBERED) {
            posted.removeFirst();
        }
    }

    private void learn(Action.Relate relate) {
        Set<Integer> related = switch (relate.relation()) {
            case FOLLOW -> following;
            case MUTE -> muting;
            case BLOCK -> blocking;
        };
        if (relate.on()) {
            related.add(relate.other());
        } else {
            related.remove(relate.other());
        }
        if (relate.relation() == Relation.BLOCK && relate.on()) {
            following.remove(relate.other());
        }
    }

    private static void remember(Map<Long, Integer> reactions, long tweet, int author, boolean on, Reply reply) {
        if (on && reply.succeeded()) {
            reactions.put(tweet, author);
        } else {
            reactions.remove(tweet);
        }
    }

    /** What somebody with this seed reads; the first page of a list where it is one. */
    static Read nextRead(Random random, int reader, int people, List<Seen> board) {
        Seen seen = board.get(random.nextInt(board.size()));
        int dice = random.nextInt(100);
        if (dice < 60) {
            return new Action.ReadHome(reader, Long.MAX_VALUE);
        } else if (dice < 80) {
            return new Action.ReadTweets(reader, random.nextInt(people), Long.MAX_VALUE);
        } else if (dice < 90) {
            return new Action.ReadTweet(reader, seen.tweet(), seen.author());
        }
        return new Action.ReadProfile(reader, random.nextInt(people));
    }
}
