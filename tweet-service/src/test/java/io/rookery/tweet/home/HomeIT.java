package io.rookery.tweet.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi.Reply;
import io.rookery.tweet.Api;
import io.rookery.tweet.StatementLog;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.engagements.Engagements;
import io.rookery.tweet.engagements.Kind;
import io.rookery.tweet.ids.IdGenerator;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.tweets.StoredTweets;
import io.rookery.tweet.tweets.Tweet;
import io.rookery.tweet.tweets.TweetBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.cassandra.core.cql.CqlOperations;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@WithTweetService
class HomeIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NOTHING_OWN = Long.MAX_VALUE;

    @Autowired
    private Api api;

    @Autowired
    private StoredTweets stored;

    @Autowired
    private Engagements engagements;

    @Autowired
    private IdGenerator ids;

    @Autowired
    private StatementLog statements;

    @Autowired
    private FakeRelations relations;

    @Autowired
    private CqlOperations cql;

    private final long viewer = TestUsers.since(Duration.ofDays(90));
    private final long author = TestUsers.since(Duration.ofDays(90));

    @Test
    void a_page_of_tweets_the_caller_has_is_three_statements_and_no_call() {
        List<Tweet> page = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            page.add(stored.post(author, HOUR.plusMinutes(i)));
        }
        engagements.add(Kind.LIKE, page.get(3).tweetId(), viewer, ids.next());
        engagements.add(Kind.BOOKMARK, page.get(40).tweetId(), viewer, ids.next());
        Tweet retweet = stored.retweet(viewer, Duration.ZERO, page.get(50));
        engagements.add(Kind.RETWEET, page.get(50).tweetId(), viewer, retweet.tweetId());
        List<Long> involved = new ArrayList<>(page.stream().map(Tweet::tweetId).toList());
        involved.add(viewer);
        statements.clear();
        relations.calls().clear();

        Reply home = home(page, List.of(), NOTHING_OWN);

        assertThat(home.texts("liked")).containsExactly(id(page.get(3)));
        assertThat(home.texts("bookmarked")).containsExactly(id(page.get(40)));
        assertThat(home.texts("retweeted")).containsExactly(id(page.get(50)));
        assertThat(home.body().path("tweets")).isEmpty();
        // The viewer's tweets (two buckets at the turn of a month), likes and bookmarks; and what is there of both
        assertThat(statements.about(involved)).hasSizeBetween(3, 4);
        assertThat(relations.calls()).isEmpty();
    }

    @Test
    void what_was_taken_back_is_no_more() {
        Tweet tweet = stored.post(author, HOUR);
        for (String reaction : List.of("like", "bookmark", "retweet")) {
            react(reaction, tweet);
            assertThat(api.delete(viewer, "/v1/tweets/" + id(tweet) + "/" + reaction)
                            .status())
                    .isEqualTo(200);
        }

        assertThat(flags(home(List.of(tweet), List.of(), NOTHING_OWN))).isEmpty();
    }

    @Test
    void reactions_to_old_tweets_and_from_before_hundreds_of_others_are_found_too() {
        Tweet old = stored.post(author, Duration.ofDays(80));
        Tweet recent = stored.post(author, HOUR);
        for (Tweet tweet : List.of(old, recent)) {
            react("like", tweet);
            react("retweet", tweet);
        }
        for (int i = 0; i < 250; i++) {
            engagements.add(Kind.LIKE, ids.next(), viewer, ids.next());
        }

        Reply home = home(List.of(old, recent), List.of(), NOTHING_OWN);

        assertThat(home.texts("liked")).containsExactlyInAnyOrder(id(old), id(recent));
        assertThat(home.texts("retweeted")).containsExactlyInAnyOrder(id(old), id(recent));
    }

    @Test
    void a_retweet_of_which_its_row_does_not_say_what_it_retweets_is_found() {
        Tweet tweet = stored.post(author, HOUR);
        String retweet = react("retweet", tweet).text("retweet_id");
        long id = Long.parseLong(retweet);
        cql.execute(
                "DELETE retweet_of_tweet_id FROM tweets_by_author WHERE author_id = ? AND bucket = ? AND tweet_id = ?",
                viewer,
                TweetBucket.of(id),
                id);

        assertThat(home(List.of(tweet), List.of(), NOTHING_OWN).texts("retweeted"))
                .containsExactly(id(tweet));
    }

    @Test
    void what_the_caller_lacks_comes_with_all_it_refers_to_and_put_together_is_what_the_viewer_sees() {
        Tweet quoted = stored.post(TestUsers.anyone(), HOUR.plusMinutes(3));
        Tweet original = stored.quote(TestUsers.anyone(), HOUR.plusMinutes(2), quoted, List.of());
        Tweet retweet = stored.retweet(author, HOUR.plusMinutes(1), original);
        Tweet gone = stored.retweet(author, HOUR, quoted);
        react("like", original);
        react("bookmark", quoted);
        api.reply(viewer, id(original), "Well");
        api.delete(author, "/v1/tweets/" + id(gone));

        Reply home = home(List.of(), List.of(retweet, gone), NOTHING_OWN);

        assertThat(home.body()
                        .path("tweets")
                        .valueStream()
                        .map(tweet -> tweet.at("/tweet/tweet_id").asString()))
                .containsExactlyInAnyOrder(id(retweet), id(original), id(quoted));
        ObjectNode whole = plain(home, retweet);
        ObjectNode middle = plain(home, original);
        assertThat(home.body()
                        .path("tweets")
                        .valueStream()
                        .filter(tweet -> tweet.at("/tweet/tweet_id").asString().equals(id(retweet)))
                        .map(tweet -> tweet.path("retweet_of_tweet_id").asString()))
                .containsExactly(id(original));
        middle.set("quote", plain(home, quoted));
        whole.set("retweet_of", middle);
        assertThat(whole).isEqualTo(api.get(viewer, "/v1/tweets/" + id(retweet)).body());
        assertThat(home.texts("liked")).containsExactly(id(original));
        assertThat(home.texts("bookmarked")).containsExactly(id(quoted));
    }

    @Test
    void the_viewers_own_tweets_of_a_part_of_the_timeline_come_unasked() {
        Tweet older = stored.post(viewer, HOUR.plusMinutes(3));
        Tweet known = stored.post(viewer, HOUR.plusMinutes(2));
        Tweet own = stored.post(viewer, HOUR.plusMinutes(1));
        Tweet newer = stored.post(viewer, HOUR);

        Reply home = home(List.of(known), List.of(), older.tweetId(), newer.tweetId());

        assertThat(home.texts("own_ids")).containsExactly(id(own), id(known));
        assertThat(home.body()
                        .path("tweets")
                        .valueStream()
                        .map(tweet -> tweet.at("/tweet/tweet_id").asString()))
                .containsExactly(id(own));
    }

    @Test
    void an_empty_page_is_empty() {
        Reply home = home(List.of(), List.of(), 0);

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.texts("own_ids")).isEmpty();
        assertThat(flags(home)).isEmpty();
    }

    private Reply react(String reaction, Tweet tweet) {
        Reply reply = api.send(viewer, HttpMethod.PUT, "/v1/tweets/" + id(tweet) + "/" + reaction, null);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply;
    }

    private Reply home(List<Tweet> known, List<Tweet> missing, long ownAfter) {
        return home(known, missing, ownAfter, Long.MAX_VALUE);
    }

    private Reply home(List<Tweet> known, List<Tweet> missing, long ownAfter, long ownBefore) {
        Reply home = api.internal(
                HttpMethod.GET,
                "/internal/tweets/home?viewer_id=%d&ids=%s&missing=%s&own_after=%d&own_before=%d"
                        .formatted(viewer, list(known), list(missing), ownAfter, ownBefore));
        assertThat(home.status()).as("%s", home).isEqualTo(200);
        return home;
    }

    private static ObjectNode plain(Reply home, Tweet tweet) {
        return (ObjectNode) home.body()
                .path("tweets")
                .valueStream()
                .map(plain -> plain.path("tweet"))
                .filter((JsonNode plain) -> plain.path("tweet_id").asString().equals(id(tweet)))
                .findAny()
                .orElseThrow();
    }

    private static List<String> flags(Reply home) {
        return Stream.of("liked", "retweeted", "bookmarked")
                .map(home::texts)
                .flatMap(Collection::stream)
                .toList();
    }

    private static String list(List<Tweet> tweets) {
        return tweets.stream().map(HomeIT::id).collect(Collectors.joining(","));
    }

    private static String id(Tweet tweet) {
        return Long.toString(tweet.tweetId());
    }
}
