package io.rookery.timeline.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.timeline.home.GraphClient.Relations;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TweetTests {

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
        Tweet tweet = Tweet.of(JSON.readTree("{\"tweet_id\":\"9\",\"author_id\":\"" + author + "\"}"));

        assertThat(tweet.isVisible(READER, relations(following, muting, blocked)))
                .isEqualTo(visible);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            author | following | muting | blocked | visible
            2      | 2         |        |         | true
            2      | 2         | 3      |         | false
            2      | 2         |        | 3       | false
            2      |           |        |         | false
            2      | 3         |        |         | false
            1      |           | 3      |         | true
            """, useHeadersInDisplayName = true)
    void a_retweet_of_another_is_visible_by_who_retweeted_and_hidden_by_whom(
            long author, Long following, Long muting, Long blocked, boolean visible) {
        assertThat(retweet(author, OTHER).isVisible(READER, relations(following, muting, blocked)))
                .isEqualTo(visible);
    }

    @Test
    void a_retweet_of_ones_own_tweet_is_visible_by_who_retweeted() {
        assertThat(retweet(FRIEND, READER).isVisible(READER, relations(FRIEND, null, null)))
                .isTrue();
    }

    @Test
    void the_original_of_a_retweet_may_be_unavailable() {
        Tweet tweet = Tweet.of(
                JSON.readTree(
                        "{\"tweet_id\":\"9\",\"author_id\":\"2\",\"retweet_of\":{\"tweet_id\":\"8\",\"unavailable\":\"deleted\"}}"));

        assertThat(tweet.authors()).containsExactly(FRIEND);
    }

    private static Tweet retweet(long author, long originalAuthor) {
        return Tweet.of(JSON.readTree(
                "{\"tweet_id\":\"9\",\"author_id\":\"%d\",\"retweet_of\":{\"tweet_id\":\"8\",\"author_id\":\"%d\"}}"
                        .formatted(author, originalAuthor)));
    }

    private static Relations relations(Long following, Long muting, Long blocked) {
        return new Relations(set(following), set(muting), set(blocked));
    }

    private static Set<Long> set(Long id) {
        return id == null ? Set.of() : Set.of(id);
    }
}
