package io.rookery.tweet.presenting;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.StatementLog;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.authors.FakeUsers;
import io.rookery.tweet.media.FakeMedia;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.tweets.StoredTweets;
import io.rookery.tweet.tweets.Tweet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** A page costs what it costs, however long it is. */
@WithTweetService
class PageCostIT {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    private Api api;

    @Autowired
    private StoredTweets stored;

    @Autowired
    private StatementLog statements;

    @Autowired
    private FakeUsers users;

    @Autowired
    private FakeRelations relations;

    @Autowired
    private FakeMedia media;

    private final List<Tweet> involved = new ArrayList<>();
    private final List<String> page = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {3, 99})
    void a_page_of_retweets_quotes_and_media_is_read_in_five_statements_and_three_calls(int length) {
        given(length);

        ServiceApi.Reply reply = api.internal(
                HttpMethod.GET, "/internal/tweets?viewer_id=%d&ids=".formatted(TestUsers.anyone()) + ids());

        assertThat(reply.body().path("tweets")).hasSize(length);
        // The page; what it refers to; what its originals quote; counts, and what the viewer did
        assertThat(queries("FROM tweets ")).hasSize(3);
        assertThat(queries("SELECT").size()).isBetween(4, 5);
        assertThat(relations.calls()).hasSize(1);
        // The fake, like user-service, takes a hundred ids at once
        assertThat(users.calls().size()).isLessThanOrEqualTo(length < 10 ? 1 : 3);
        assertThat(media.cardCalls()).hasSize(1);
    }

    @Test
    void a_page_of_an_author_is_read_in_as_few_statements() {
        long author = TestUsers.since(DAY.multipliedBy(2));
        for (int i = 0; i < 20; i++) {
            involved.add(stored.post(author, DAY.plusMinutes(i)));
        }
        clear();

        ServiceApi.Reply reply = api.get(TestUsers.anyone(), "/v1/users/" + author + "/tweets");

        assertThat(reply.body().path("tweets")).hasSize(20);
        assertThat(queries("FROM tweets ")).hasSize(1);
        assertThat(queries("SELECT").size()).isBetween(2, 3);
        // One for each bucket: the two days of this account may touch two of them
        assertThat(statements.about(List.of(author))).hasSizeBetween(1, 2);
        // Once whether the list may be seen, once whose tweets are in it
        assertThat(relations.calls()).hasSize(2);
    }

    /** A third each: posts, quotes with a picture, retweets of quotes; all of different authors. */
    private void given(int length) {
        for (int i = 0; i < length / 3; i++) {
            Tweet post = stored.post(TestUsers.anyone(), DAY);
            Tweet quote = stored.quote(TestUsers.anyone(), DAY, post, List.of(TestUsers.anyone()));
            Tweet quoted = stored.post(TestUsers.anyone(), DAY);
            Tweet original = stored.quote(TestUsers.anyone(), DAY, quoted, List.of(TestUsers.anyone()));
            Tweet retweet = stored.retweet(TestUsers.anyone(), DAY, original);
            involved.addAll(List.of(post, quote, quoted, original, retweet));
            List.of(post, quote, retweet).forEach(tweet -> page.add(Long.toString(tweet.tweetId())));
        }
        clear();
    }

    private void clear() {
        statements.clear();
        users.calls().clear();
        relations.calls().clear();
        media.cardCalls().clear();
    }

    private String ids() {
        return String.join(",", page);
    }

    private List<String> queries(String part) {
        return statements.about(involved.stream().map(Tweet::tweetId).collect(Collectors.toSet())).stream()
                .filter(query -> query.contains(part))
                .toList();
    }
}
