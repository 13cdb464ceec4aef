package io.rookery.tweet.counting;

import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.threads.SideBySide;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetBucket;
import io.rookery.tweet.tweets.TweetReader;
import io.rookery.tweet.tweets.TweetService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Counts what events tell of. It was counted already, unless whoever did it died before: all of it can be done again, and
 * an event that is old by now does nothing, because what counts is whether the tweet is there.
 */
@Service
class CountingService {

    private static final Logger log = LoggerFactory.getLogger(CountingService.class);

    /** The same author is counted at the same time only by what was left for later, or by who just lost a partition. */
    private static final int ATTEMPTS = 5;

    private final TweetReader reader;
    private final TweetService tweets;
    private final Engagements engagements;
    private final AuthorTweetsRepository authorTweets;
    private final CountingMetrics metrics;

    CountingService(
            TweetReader reader,
            TweetService tweets,
            Engagements engagements,
            AuthorTweetsRepository authorTweets,
            CountingMetrics metrics) {
        this.reader = reader;
        this.tweets = tweets;
        this.engagements = engagements;
        this.authorTweets = authorTweets;
        this.metrics = metrics;
    }

    /** The events of each tweet, in their order, and what of its author is to be counted. */
    static final class Batch {

        private record AuthorBucket(long authorId, int bucket) {}

        private final Map<Long, List<TweetEvent>> tweets = new LinkedHashMap<>();
        /** By hour one of the events that touched it. */
        private final Map<AuthorBucket, Map<Integer, TweetEvent>> authors = new LinkedHashMap<>();

        void add(TweetEvent event) {
            long tweetId = event.tweetId();
            tweets.computeIfAbsent(tweetId, _ -> new ArrayList<>()).add(event);
            authors.computeIfAbsent(
                            new AuthorBucket(event.authorId(), TweetBucket.of(tweetId)), _ -> new LinkedHashMap<>())
                    .put(AuthorTweetsRepository.hour(tweetId), event);
        }

        /** The tweets, and those they refer to. */
        private Set<Long> named() {
            return tweets.values().stream()
                    .flatMap(List::stream)
                    .flatMap(event -> Stream.of(event.tweetId(), event.replyTo(), event.quoteOf(), event.retweetOf()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * Tweets side by side, then authors side by side.
     *
     * @return events whose authors could not be counted, one for each hour; nobody else waits for them
     */
    List<TweetEvent> count(Batch batch) {
        Map<Long, Tweet> existing = reader.find(batch.named());
        List<Runnable> changes = new ArrayList<>();
        batch.tweets.values().forEach(events -> changes.add(() -> events.forEach(event -> apply(event, existing))));
        SideBySide.run(changes);
        Queue<TweetEvent> notCounted = new ConcurrentLinkedQueue<>();
        List<Runnable> counts = new ArrayList<>();
        batch.authors.forEach((author, hours) -> counts.add(() -> {
            try {
                recount(author.authorId(), author.bucket(), hours.keySet());
            } catch (RuntimeException e) {
                notCounted.addAll(hours.values());
                metrics.leftForLater();
                log.atWarn()
                        .setMessage("An author's tweets are counted later")
                        .addKeyValue("author_id", author.authorId())
                        .addKeyValue("reason", String.valueOf(e))
                        .log();
            }
        }));
        SideBySide.run(counts);
        return List.copyOf(notCounted);
    }

    /**
     * Counts these hours anew, or all of a bucket that was not counted yet. What was looked at before somebody else stored
     * is not stored, so that of two counts the one that looked later stays, whatever the clocks say.
     */
    private void recount(long authorId, int bucket, Set<Integer> hours) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AuthorTweetsRepository.Hours seen = authorTweets.hours(authorId, bucket);
            Map<Integer, Integer> byHour;
            if (seen.version() == null) {
                byHour = authorTweets.countAll(authorId, bucket);
            } else {
                byHour = new TreeMap<>(seen.byHour());
                for (int hour : hours) {
                    byHour.put(hour, authorTweets.count(authorId, bucket, hour));
                }
                byHour.values().removeIf(tweets -> tweets == 0);
            }
            if (authorTweets.store(authorId, bucket, seen, byHour)) {
                return;
            }
        }
        throw new ServiceUnavailableException("Others count the same tweets.");
    }

    private void apply(TweetEvent event, Map<Long, Tweet> existing) {
        Tweet tweet = existing.get(event.tweetId());
        if (event.deleted()) {
            uncount(event);
        } else if (tweet != null) {
            count(tweet, existing.keySet());
        }
    }

    /** What it refers to may be gone for so long that it is known as gone no more; then nothing is added to that. */
    private void count(Tweet tweet, Set<Long> existing) {
        if (tweet.replyTo() != null && existing.contains(tweet.replyTo())) {
            count(Kind.REPLY, tweet.replyTo(), tweet.tweetId(), tweet);
        }
        if (tweet.quoteOf() != null && existing.contains(tweet.quoteOf())) {
            count(Kind.QUOTE, tweet.quoteOf(), tweet.tweetId(), tweet);
        }
        if (tweet.retweetOf() != null && existing.contains(tweet.retweetOf())) {
            long standing = count(Kind.RETWEET, tweet.retweetOf(), tweet.authorId(), tweet);
            if (standing != 0 && standing != tweet.tweetId()) {
                tweets.erase(tweet); // a second one, whose maker died before deleting it
            }
        }
    }

    /** Looks first, which is cheap: nearly always it was counted when it was posted. */
    private long count(Kind kind, long tweetId, long memberId, Tweet entry) {
        OptionalLong counted = engagements.entry(kind, tweetId, memberId);
        return counted.isPresent()
                ? counted.getAsLong()
                : engagements.add(kind, tweetId, memberId, entry.tweetId()).entryId();
    }

    private void uncount(TweetEvent event) {
        long tweetId = event.tweetId();
        if (event.replyTo() != null) {
            engagements.remove(Kind.REPLY, event.replyTo(), tweetId);
        }
        if (event.quoteOf() != null) {
            engagements.remove(Kind.QUOTE, event.quoteOf(), tweetId);
        }
        if (event.retweetOf() != null) {
            engagements.remove(Kind.RETWEET, event.retweetOf(), event.authorId(), tweetId);
        } else {
            engagements.forget(tweetId);
        }
    }
}
