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

/** A block hides two people from each other everywhere; a mute hides one from the other's timeline only. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlocksAndMutesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        api = new PublicApi(running.gatewayUrl());
    }

    @Test
    void a_block_hides_both_ways() {
        User one = api.register("one");
        User two = api.register("two");
        one.follow(two);
        two.follow(one);
        String ofOne = one.tweet("One speaks");
        String ofTwo = two.tweet("Two answers");
        await().atMost(SOON).untilAsserted(() -> assertThat(one.home()).containsExactly(ofTwo, ofOne));
        await().atMost(SOON).untilAsserted(() -> assertThat(two.home()).containsExactly(ofTwo, ofOne));

        assertThat(one.put("/v1/users/" + two.id + "/block")
                        .ok(200)
                        .body()
                        .get("blocking")
                        .asBoolean())
                .isTrue();

        assertThat(one.home()).containsExactly(ofOne);
        assertThat(two.home()).containsExactly(ofTwo);
        for (String path : List.of("", "/likes", "/retweets", "/replies", "/quotes", "/thread")) {
            one.get("/v1/tweets/" + ofTwo + path).assertProblem(403, "blocked");
            two.get("/v1/tweets/" + ofOne + path).assertProblem(403, "blocked");
        }
        for (String reaction : List.of("like", "retweet", "bookmark")) {
            one.put("/v1/tweets/" + ofTwo + "/" + reaction).assertProblem(403, "blocked");
            two.put("/v1/tweets/" + ofOne + "/" + reaction).assertProblem(403, "blocked");
        }
        two.get("/v1/users/" + one.id + "/tweets").assertProblem(403, "blocked");
        two.post("/v1/tweets", Map.of("content", "Hey", "reply_to_tweet_id", ofOne))
                .assertProblem(403, "blocked");
        two.post("/v1/tweets", Map.of("content", "Hey", "quote_tweet_id", ofOne))
                .assertProblem(403, "blocked");
        two.put("/v1/users/" + one.id + "/follow").assertProblem(403, "blocked");
        one.put("/v1/users/" + two.id + "/follow").assertProblem(403, "blocked");
        assertThat(two.get("/v1/tweets?ids=" + ofOne + "," + ofTwo)
                        .ok(200)
                        .body()
                        .get("tweets"))
                .hasSize(1);
        assertThat(one.profileOf(two).get("viewer").get("blocking").asBoolean()).isTrue();
        assertThat(one.profileOf(one).get("followers_count").asInt()).isZero();
        assertThat(one.profileOf(two).get("following_count").asInt()).isZero();
        assertThat(one.get("/v1/users/me/blocks")
                        .ok(200)
                        .body()
                        .get("users")
                        .get(0)
                        .get("user_id")
                        .asString())
                .isEqualTo(two.id);

        one.delete("/v1/users/" + two.id + "/block").ok(200);

        assertThat(two.read(ofOne).get("content").asString()).isEqualTo("One speaks");
        assertThat(two.home()).containsExactly(ofTwo);
        two.follow(one);
        await().atMost(SOON).untilAsserted(() -> assertThat(two.home()).containsExactly(ofTwo, ofOne));
    }

    @Test
    void what_a_friend_passes_on_of_someone_blocked_is_hidden_too() {
        User friend = api.register("friend");
        User rude = api.register("rude");
        User reader = api.register("reader");
        reader.follow(friend);
        assertThat(reader.home()).isEmpty();
        String tweet = rude.tweet("Rude");
        friend.put("/v1/tweets/" + tweet + "/retweet").ok(200);
        String quote = friend.quote(tweet, "Look at this");
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).hasSize(2));

        reader.put("/v1/users/" + rude.id + "/block").ok(200);

        assertThat(reader.home()).containsExactly(quote);
        JsonNode hidden = reader.read(quote).get("quote");
        assertThat(hidden.get("unavailable").asString()).isEqualTo("blocked");
        assertThat(hidden.has("content")).isFalse();
    }

    @Test
    void a_mute_hides_from_the_muters_timeline_only_and_unmuting_brings_back() {
        User loud = api.register("loud");
        User friend = api.register("friend");
        User reader = api.register("reader");
        reader.follow(loud);
        reader.follow(friend);
        assertThat(reader.home()).isEmpty();
        String tweet = loud.tweet("LOUD");
        friend.put("/v1/tweets/" + tweet + "/retweet").ok(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).hasSize(2));

        assertThat(reader.put("/v1/users/" + loud.id + "/mute")
                        .ok(200)
                        .body()
                        .get("muting")
                        .asBoolean())
                .isTrue();

        assertThat(reader.home()).isEmpty();
        assertThat(reader.read(tweet).get("content").asString()).isEqualTo("LOUD");
        assertThat(reader.tweetsOf(loud, null, 20).tweetIds()).containsExactly(tweet);
        assertThat(friend.profileOf(loud).get("followers_count").asInt()).isEqualTo(1);
        assertThat(loud.profileOf(reader).get("viewer").get("muting").asBoolean())
                .isFalse();
        assertThat(reader.get("/v1/users/me/mutes")
                        .ok(200)
                        .body()
                        .get("users")
                        .get(0)
                        .get("user_id")
                        .asString())
                .isEqualTo(loud.id);

        reader.delete("/v1/users/" + loud.id + "/mute").ok(200);

        assertThat(reader.home()).hasSize(2);
    }

    @Test
    void nobody_blocks_or_mutes_themselves() {
        User one = api.register("one");

        one.put("/v1/users/" + one.id + "/block").assertProblem(422, "cannot_block_self");
        one.put("/v1/users/" + one.id + "/mute").assertProblem(422, "cannot_mute_self");
    }
}
