package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What people do with each other's tweets: reply, quote, retweet, like, bookmark. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        api = new PublicApi(running.gatewayUrl());
    }

    @Test
    void replies_make_a_thread() {
        User author = api.register("author");
        User other = api.register("other");
        String root = author.tweet("Who nests here?");
        String first = other.reply(root, "We do");
        String second = author.reply(first, "Welcome");
        String aside = other.reply(root, "So do they");

        assertThat(author.read(root).get("reply_count").asInt()).isEqualTo(2);
        assertThat(author.read(second).get("conversation_id").asString()).isEqualTo(root);
        assertThat(author.read(second).get("reply_to_tweet_id").asString()).isEqualTo(first);
        assertThat(ids(author.get("/v1/tweets/" + root + "/replies").ok(200).body(), "tweets"))
                .containsExactly(aside, first);
        JsonNode thread = author.get("/v1/tweets/" + second + "/thread").ok(200).body();
        assertThat(ids(thread, "ancestors")).containsExactly(root, first);
        assertThat(thread.get("tweet").get("tweet_id").asString()).isEqualTo(second);

        other.delete("/v1/tweets/" + first).ok(204);

        assertThat(author.get("/v1/tweets/" + second + "/thread")
                        .ok(200)
                        .body()
                        .get("ancestors")
                        .get(0)
                        .get("unavailable")
                        .asString())
                .isEqualTo("deleted");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(author.read(root).get("reply_count").asInt()).isEqualTo(1));
    }

    @Test
    void a_quote_shows_what_it_quotes_until_that_is_gone() {
        User author = api.register("author");
        User other = api.register("other");
        String quoted = author.tweet("Quote me");
        String quote = other.quote(quoted, "Quoted");

        assertThat(author.read(quote).get("quote").get("content").asString()).isEqualTo("Quote me");
        assertThat(author.read(quoted).get("quote_count").asInt()).isEqualTo(1);
        assertThat(ids(author.get("/v1/tweets/" + quoted + "/quotes").ok(200).body(), "tweets"))
                .containsExactly(quote);

        author.delete("/v1/tweets/" + quoted).ok(204);

        JsonNode gone = author.read(quote).get("quote");
        assertThat(gone.get("unavailable").asString()).isEqualTo("deleted");
        assertThat(gone.get("tweet_id").asString()).isEqualTo(quoted);
    }

    @Test
    void a_retweet_is_an_entry_of_its_own_in_the_timelines_of_followers() {
        User author = api.register("author");
        User sharer = api.register("sharer");
        User reader = api.register("reader");
        reader.follow(sharer);
        assertThat(reader.home()).isEmpty();
        String tweet = author.tweet("Pass it on");

        JsonNode state = sharer.put("/v1/tweets/" + tweet + "/retweet").ok(200).body();
        sharer.put("/v1/tweets/" + tweet + "/retweet").ok(200);

        assertThat(state.get("retweeted").asBoolean()).isTrue();
        assertThat(state.get("retweet_count").asInt()).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).hasSize(1));
        String entry = reader.home().getFirst();
        assertThat(entry).isNotEqualTo(tweet);
        JsonNode retweet = reader.read(entry);
        assertThat(retweet.get("author_id").asString()).isEqualTo(sharer.id);
        assertThat(retweet.get("retweet_of").get("tweet_id").asString()).isEqualTo(tweet);
        assertThat(sharer.read(tweet).get("viewer").get("retweeted").asBoolean())
                .isTrue();
        assertThat(ids(reader.get("/v1/tweets/" + tweet + "/retweets").ok(200).body(), "users"))
                .containsExactly(sharer.id);
        assertThat(reader.tweetsOf(sharer, null, 20).tweetIds()).isEmpty();
        assertThat(ids(
                        reader.get("/v1/users/" + sharer.id + "/tweets?include=retweets")
                                .ok(200)
                                .body(),
                        "tweets"))
                .containsExactly(entry);

        sharer.delete("/v1/tweets/" + tweet + "/retweet").ok(200);

        assertThat(reader.home()).isEmpty();
        assertThat(reader.read(tweet).get("retweet_count").asInt()).isZero();
    }

    @Test
    void deleting_a_tweet_takes_its_retweets_out_of_every_timeline() {
        User author = api.register("author");
        User sharer = api.register("sharer");
        User reader = api.register("reader");
        reader.follow(sharer);
        assertThat(reader.home()).isEmpty();
        String tweet = author.tweet("Soon regretted");
        sharer.put("/v1/tweets/" + tweet + "/retweet").ok(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).hasSize(1));

        author.delete("/v1/tweets/" + tweet).ok(204);

        assertThat(reader.home()).isEmpty();
        assertThat(sharer.home()).isEmpty();
    }

    @Test
    void likes_and_bookmarks_are_counted_and_listed() {
        User author = api.register("author");
        User fan = api.register("fan");
        String first = author.tweet("First");
        String second = author.tweet("Second");

        for (String tweet : List.of(first, second)) {
            JsonNode like = fan.put("/v1/tweets/" + tweet + "/like").ok(200).body();
            assertThat(like.get("liked").asBoolean()).isTrue();
            assertThat(like.get("like_count").asInt()).isEqualTo(1);
            fan.put("/v1/tweets/" + tweet + "/bookmark").ok(200);
        }

        JsonNode viewer = fan.read(first).get("viewer");
        assertThat(viewer.get("liked").asBoolean()).isTrue();
        assertThat(viewer.get("bookmarked").asBoolean()).isTrue();
        assertThat(author.read(first).get("viewer").get("liked").asBoolean()).isFalse();
        assertThat(author.read(first).get("like_count").asInt()).isEqualTo(1);
        assertThat(ids(author.get("/v1/tweets/" + first + "/likes").ok(200).body(), "users"))
                .containsExactly(fan.id);
        assertThat(ids(author.get("/v1/users/" + fan.id + "/likes").ok(200).body(), "tweets"))
                .containsExactly(second, first);
        assertThat(ids(fan.get("/v1/bookmarks").ok(200).body(), "tweets")).containsExactly(second, first);
        assertThat(ids(author.get("/v1/bookmarks").ok(200).body(), "tweets")).isEmpty();

        fan.delete("/v1/tweets/" + second + "/like").ok(200);
        fan.delete("/v1/tweets/" + second + "/bookmark").ok(200);

        assertThat(ids(author.get("/v1/users/" + fan.id + "/likes").ok(200).body(), "tweets"))
                .containsExactly(first);
        assertThat(ids(fan.get("/v1/bookmarks").ok(200).body(), "tweets")).containsExactly(first);
        assertThat(author.read(second).get("like_count").asInt()).isZero();
    }

    @Test
    void entities_name_hashtags_mentions_and_links() {
        User author = api.register("author");
        User friend = api.register("friend");

        String tweet = author.tweet("🐦 #巣箱 with @" + friend.handle + " at https://example.org/nest.");

        JsonNode entities = author.read(tweet).get("entities");
        assertThat(entities.get("hashtags").get(0).get("text").asString()).isEqualTo("巣箱");
        assertThat(entities.get("hashtags").get(0).get("start").asInt()).isEqualTo(2);
        assertThat(entities.get("mentions").get(0).get("user_id").asString()).isEqualTo(friend.id);
        assertThat(entities.get("urls").get(0).get("url").asString()).isEqualTo("https://example.org/nest");
    }

    @Test
    void only_ones_own_ready_media_can_be_attached() throws Exception {
        User author = api.register("author");
        User other = api.register("other");
        byte[] image = Images.png();
        JsonNode created = author.post("/v1/media", Map.of("mime_type", "image/png", "file_size", image.length))
                .ok(201)
                .body();
        String media = created.get("media_id").asString();
        Map<String, Object> tweet = Map.of("content", "", "media_ids", List.of(media));

        author.post("/v1/tweets", tweet).assertProblem(422, "media_not_ready");
        ObjectStore.upload(created.get("upload"), image);
        author.post("/v1/media/" + media + "/complete", Map.of()).ok(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(author.get("/v1/media/" + media)
                                .body()
                                .get("state")
                                .asString())
                        .isEqualTo("ready"));
        other.post("/v1/tweets", tweet).assertProblem(422, "media_not_ready");
        String posted =
                author.post("/v1/tweets", tweet).ok(201).body().get("tweet_id").asString();

        JsonNode shown = other.read(posted).get("media").get(0);
        assertThat(shown.get("media_id").asString()).isEqualTo(media);
        assertThat(shown.get("type").asString()).isEqualTo("image");
        assertThat(ObjectStore.download(shown.get("url").asString())).isEqualTo(image);
        author.patch("/v1/users/me", Map.of("avatar_media_id", media)).ok(200);
        assertThat(other.profileOf(author).get("avatar_url").asString())
                .isEqualTo(shown.get("url").asString());
    }

    @Test
    void a_users_tweets_are_counted() {
        User author = api.register("author");
        String tweet = author.tweet("One");
        author.tweet("Two");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                author.profileOf(author).get("tweets_count").asInt())
                        .isEqualTo(2));

        author.delete("/v1/tweets/" + tweet).ok(204);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                author.profileOf(author).get("tweets_count").asInt())
                        .isEqualTo(1));
    }

    private static List<String> ids(JsonNode body, String items) {
        String id = items.equals("users") ? "user_id" : "tweet_id";
        return body.get(items)
                .valueStream()
                .map(item -> item.get(id).asString())
                .toList();
    }
}
