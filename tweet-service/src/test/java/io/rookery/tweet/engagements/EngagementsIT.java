package io.rookery.tweet.engagements;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagements.Count;
import io.rookery.tweet.engagements.Engagements.Entry;
import io.rookery.tweet.engagements.Engagements.Page;
import io.rookery.tweet.ids.IdGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithTweetService
class EngagementsIT {

    private static final long NEWEST = Long.MAX_VALUE;

    @Autowired
    private Engagements engagements;

    @Autowired
    private IdGenerator ids;

    private final long alice = TestUsers.anyone();
    private final long bob = TestUsers.anyone();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_is_done_twice_counts_once(Kind kind) {
        long tweet = ids.next();
        long entry = ids.next();
        long member = kind == Kind.REPLY || kind == Kind.QUOTE ? entry : alice;

        assertThat(engagements.add(kind, tweet, member, entry)).isEqualTo(new Count(entry, 1, true));
        assertThat(engagements.add(kind, tweet, member, ids.next())).isEqualTo(new Count(entry, 1, false));
        assertThat(engagements.page(kind, tweet, NEWEST, 10).entries()).containsExactly(new Entry(entry, member));
        assertThat(engagements.remove(kind, tweet, member)).isEqualTo(new Count(0, 0, true));
        assertThat(engagements.remove(kind, tweet, member)).isEqualTo(new Count(0, 0, false));
        assertThat(engagements.page(kind, tweet, NEWEST, 10).entries()).isEmpty();
    }

    @Test
    void a_page_of_tweets_says_what_each_has_and_what_of_it_is_the_viewers() {
        // Given a tweet with much of everything and one with nothing
        long tweet = ids.next();
        long untouched = ids.next();
        engagements.add(Kind.LIKE, tweet, alice, ids.next());
        engagements.add(Kind.LIKE, tweet, bob, ids.next());
        engagements.add(Kind.RETWEET, tweet, bob, ids.next());
        engagements.add(Kind.BOOKMARK, tweet, alice, ids.next());
        long reply = ids.next();
        engagements.add(Kind.REPLY, tweet, reply, reply);
        long quote = ids.next();
        engagements.add(Kind.QUOTE, tweet, quote, quote);

        // Then each sees the counts, and themselves
        List<Long> both = List.of(tweet, untouched);
        assertThat(engagements.of(alice, both))
                .isEqualTo(Map.of(tweet, new Engagement(2, 1, 1, 1, true, false, true), untouched, Engagement.NONE));
        assertThat(engagements.of(bob, both)).containsEntry(tweet, new Engagement(2, 1, 1, 1, true, true, false));
        assertThat(engagements.of(null, both)).containsEntry(tweet, new Engagement(2, 1, 1, 1, false, false, false));
        assertThat(engagements.of(alice, List.of())).isEmpty();
    }

    @Test
    void lists_are_paged_newest_first() {
        long tweet = ids.next();
        List<Entry> likes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Entry like = new Entry(ids.next(), TestUsers.anyone());
            engagements.add(Kind.LIKE, tweet, like.memberId(), like.entryId());
            likes.addFirst(like);
        }

        Page first = engagements.page(Kind.LIKE, tweet, NEWEST, 3);
        Page second = engagements.page(Kind.LIKE, tweet, first.next().orElseThrow(), 3);

        assertThat(first.entries()).isEqualTo(likes.subList(0, 3));
        assertThat(second).isEqualTo(new Page(likes.subList(3, 5), OptionalLong.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LIKE", "BOOKMARK"})
    void a_user_finds_their_own_newest_first(Kind kind) {
        // Given three, of which one is withdrawn and one is done again
        List<Long> tweets = List.of(ids.next(), ids.next(), ids.next());
        tweets.forEach(tweet -> engagements.add(kind, tweet, alice, ids.next()));
        engagements.remove(kind, tweets.get(1), alice);
        engagements.remove(kind, tweets.get(0), alice);
        long again = ids.next();
        engagements.add(kind, tweets.get(0), alice, again);
        engagements.add(kind, tweets.get(0), alice, ids.next());

        // Then they are paged, newest first
        Page first = engagements.byUser(kind, alice, NEWEST, 1);
        assertThat(first.entries()).containsExactly(new Entry(again, tweets.get(0)));
        Page second = engagements.byUser(kind, alice, first.next().orElseThrow(), 5);
        assertThat(second.entries()).extracting(Entry::memberId).containsExactly(tweets.get(2));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_forgotten_tweet_has_nothing_and_gets_nothing() {
        long tweet = ids.next();
        engagements.add(Kind.LIKE, tweet, alice, ids.next());
        engagements.add(Kind.RETWEET, tweet, bob, ids.next());

        engagements.forget(tweet);
        engagements.forget(tweet);

        assertThat(engagements.add(Kind.LIKE, tweet, bob, ids.next())).isEqualTo(new Count(0, 0, false));
        assertThat(engagements.remove(Kind.RETWEET, tweet, bob)).isEqualTo(new Count(0, 0, false));
        assertThat(engagements.of(alice, List.of(tweet))).containsEntry(tweet, Engagement.NONE);
        assertThat(engagements.page(Kind.RETWEET, tweet, NEWEST, 10).entries()).isEmpty();
        assertThat(engagements.byUser(Kind.LIKE, alice, NEWEST, 10).entries()).isEmpty();
    }
}
