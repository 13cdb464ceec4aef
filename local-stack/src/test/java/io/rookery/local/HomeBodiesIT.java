package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A home timeline puts tweets together itself, from what it has in memory: they are the same that tweet-service shows. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HomeBodiesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private PublicApi api;

    @BeforeAll
    void the_stack_is_up(LocalStack running) {
        api = new PublicApi(running.gatewayUrl());
    }

    @Test
    void every_tweet_of_a_home_timeline_is_as_it_is_read_by_its_id() {
        User reader = api.register("reader");
        User friend = api.register("friend");
        User stranger = api.register("stranger");
        User blocked = api.register("blocked");
        reader.follow(friend);
        String plain = friend.tweet("Plain #tag @" + reader.handle + " https://example.org/");
        String strange = stranger.tweet("Strange");
        String quote = friend.quote(strange, "See this");
        String chain = stranger.quote(quote, "See who sees this");
        String answer = friend.reply(plain, "To myself");
        String retweet = retweet(friend, chain);
        String ofBlocked = blocked.tweet("Hidden");
        String quoteOfBlocked = friend.quote(ofBlocked, "Not for all");
        String deleted = stranger.tweet("Soon gone");
        String quoteOfDeleted = friend.quote(deleted, "Look fast");
        String retweetOfDeleted = retweet(friend, deleted);
        List<String> all = List.of(retweetOfDeleted, quoteOfDeleted, quoteOfBlocked, retweet, answer, quote, plain);
        await().atMost(SOON).untilAsserted(() -> assertThat(reader.home()).isEqualTo(all));

        // From now on all of it is in memory, and everything about it changes
        reader.put("/v1/tweets/" + plain + "/like").ok(200);
        reader.put("/v1/tweets/" + chain + "/bookmark").ok(200);
        stranger.put("/v1/tweets/" + plain + "/like").ok(200);
        stranger.put("/v1/tweets/" + strange + "/like").ok(200);
        stranger.reply(plain, "To you");
        reader.put("/v1/users/" + blocked.id + "/block").ok(200);
        stranger.delete("/v1/tweets/" + deleted).ok(204);

        assertThat(reader.home()).containsExactly(quoteOfDeleted, quoteOfBlocked, retweet, answer, quote, plain);
        await().atMost(SOON).untilAsserted(() -> {
            for (JsonNode shown :
                    reader.get("/v1/users/me/timeline").ok(200).body().get("tweets")) {
                assertThat(shown).isEqualTo(reader.read(shown.get("tweet_id").asString()));
            }
        });
    }

    private static String retweet(User user, String tweetId) {
        return user.put("/v1/tweets/" + tweetId + "/retweet")
                .ok(200)
                .body()
                .get("retweet_id")
                .asString();
    }
}
