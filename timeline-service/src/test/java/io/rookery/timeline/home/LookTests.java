package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.timeline.home.RelationsClient.Relations;
import io.rookery.timeline.tweets.Counts;
import io.rookery.timeline.tweets.Hydrated;
import io.rookery.timeline.tweets.Tweet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LookTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long READER = 1;
    private static final long FRIEND = 2;
    private static final long OTHER = 3;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        author | following | muting | blocked | visible
        1      |           |        |         | true
        2      | 2         |        |         | true
        2      |           |        |         | false
        2      | 2         | 2      |         | false
        2      | 2         |        | 2       | false
        """, useHeadersInDisplayName = true)
    void a_tweet_is_visible_by_who_wrote_it(long author, Long following, Long muting, Long blocked, boolean visible) {
        Tweet tweet = tweet(9, author);

        assertThat(look(relations(following, muting, blocked), tweet).isVisible(tweet))
                .isEqualTo(visible);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        author | following | muting | blocked | visible
        2      | 2         |        |         | true
        2      | 2         | 3      |         | false
        2      | 2         | 2      |         | false
        2      | 2         |        | 3       | false
        2      |           |        |         | false
        2      | 3         |        |         | false
        1      |           | 3      |         | true
        1      |           |        | 3       | false
        """, useHeadersInDisplayName = true)
    void a_retweet_of_another_is_visible_by_who_retweeted_and_hidden_by_whom(
            long author, Long following, Long muting, Long blocked, boolean visible) {
        Tweet retweet = retweet(9, author, 8);

        assertThat(look(relations(following, muting, blocked), retweet, tweet(8, OTHER))
                        .isVisible(retweet))
                .isEqualTo(visible);
    }

    @Test
    void a_retweet_of_ones_own_tweet_is_visible_by_who_retweeted_and_of_nothing_not_at_all() {
        Tweet retweet = retweet(9, FRIEND, 8);
        Relations relations = relations(FRIEND, null, null);

        assertThat(look(relations, retweet, tweet(8, READER)).isVisible(retweet))
                .isTrue();
        assertThat(look(relations, retweet).isVisible(retweet)).isFalse();
    }

    @Test
    void a_quote_of_what_is_gone_or_of_somebody_blocked_says_so() {
        Tweet quote = quote(9, FRIEND, 8);

        JsonNode deleted = shown(look(relations(FRIEND, null, null), quote), quote);
        JsonNode blocked = shown(look(relations(FRIEND, null, OTHER), quote, tweet(8, OTHER)), quote);

        assertThat(deleted.get("quote")).isEqualTo(JSON.readTree("{\"tweet_id\":\"8\",\"unavailable\":\"deleted\"}"));
        assertThat(blocked.get("quote")).isEqualTo(JSON.readTree("{\"tweet_id\":\"8\",\"unavailable\":\"blocked\"}"));
    }

    @Test
    void a_quote_in_a_quote_is_not_shown_and_one_in_a_retweet_is() {
        Tweet quoted = quote(7, OTHER, 6);
        Tweet quote = quote(8, OTHER, 7);
        Tweet retweet = retweet(9, FRIEND, 8);
        Look look = look(relations(FRIEND, null, null), tweet(6, OTHER), quoted, quote, retweet);

        assertThat(shown(look, quote).at("/quote/quote").isMissingNode()).isTrue();
        assertThat(shown(look, retweet).at("/retweet_of/quote/author_id").asString())
                .isEqualTo("3");
        assertThat(shown(look, retweet).at("/retweet_of/quote/quote").isMissingNode())
                .isTrue();
    }

    @Test
    void what_counts_of_a_retweet_is_its_original() {
        Tweet original = tweet(8, OTHER);
        original.counts().set(new Counts(5, 4, 3, 2));
        Tweet retweet = retweet(9, FRIEND, 8);

        JsonNode shown = shown(look(relations(FRIEND, null, null), retweet, original), retweet);

        assertThat(shown).isEqualTo(JSON.readTree("""
            {"tweet_id":"9","author_id":"2","retweet_of":
             {"tweet_id":"8","author_id":"3","like_count":5,"retweet_count":4,"reply_count":3,"quote_count":2,
              "viewer":{"liked":true,"retweeted":false,"bookmarked":false}},
             "like_count":5,"retweet_count":4,"reply_count":3,"quote_count":2,
             "viewer":{"liked":true,"retweeted":false,"bookmarked":false}}
            """));
    }

    private static JsonNode shown(Look look, Tweet tweet) {
        return JSON.readTree(JSON.writeValueAsBytes(look.shown(tweet)));
    }

    /** The tweet 8 is liked. */
    private static Look look(Relations relations, Tweet... tweets) {
        Map<Long, Tweet> byId = Stream.of(tweets).collect(Collectors.toMap(Tweet::tweetId, Function.identity()));
        return new Look(READER, new Hydrated(List.of(), byId, Set.of(8L), Set.of(), Set.of(), false), relations);
    }

    private static Tweet tweet(long id, long author) {
        return tweet(id, author, null, null);
    }

    private static Tweet quote(long id, long author, long quoted) {
        return tweet(id, author, quoted, null);
    }

    private static Tweet retweet(long id, long author, long original) {
        return tweet(id, author, null, original);
    }

    private static Tweet tweet(long id, long author, Long quoteOf, Long retweetOf) {
        return new Tweet(
                id,
                author,
                quoteOf,
                retweetOf,
                ",\"author_id\":\"" + author + "\"",
                new AtomicReference<>(new Counts(0, 0, 0, 0)));
    }

    private static Relations relations(Long following, Long muting, Long blocked) {
        return new Relations(set(following), set(muting), set(blocked));
    }

    private static Set<Long> set(Long id) {
        return id == null ? Set.of() : Set.of(id);
    }
}
