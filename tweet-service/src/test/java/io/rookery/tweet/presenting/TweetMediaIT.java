package io.rookery.tweet.presenting;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.tweet.Api;
import io.rookery.tweet.TestUsers;
import io.rookery.tweet.WithTweetService;
import io.rookery.tweet.media.FakeMedia;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WithTweetService
class TweetMediaIT {

    @Autowired
    private Api api;

    @Autowired
    private FakeMedia media;

    private final long author = TestUsers.anyone();

    @AfterEach
    void up() {
        media.down(false);
    }

    @Test
    void media_are_shown_in_their_authors_order() {
        String first = ready(author);
        String second = ready(author);

        ServiceApi.Reply posted = post("Look", List.of(second, first));

        assertThat(posted.status()).isEqualTo(201);
        ServiceApi.Reply read = api.get(TestUsers.anyone(), "/v1/tweets/" + posted.text("tweet_id"));
        assertThat(read.texts("media", "media_id")).containsExactly(second, first);
        JsonNode card = read.body().path("media").get(0);
        assertThat(card.path("type").asString()).isEqualTo("image");
        assertThat(card.path("url").asString()).isEqualTo("/media/" + second + "/original");
        assertThat(card.path("width").asInt()).isEqualTo(1200);
        assertThat(card.path("alt_text").asString()).isEqualTo("What media " + second + " shows");
        assertThat(card.has("preview_url")).isFalse();
    }

    @Test
    void with_media_words_are_not_needed() {
        String mediaId = ready(author);

        assertThat(post("", List.of(mediaId)).status()).isEqualTo(201);
        ServiceApi.Reply without = api.post(author, "/v1/tweets", Map.of("media_ids", List.of(mediaId)));
        assertThat(without.status()).isEqualTo(201);
        assertThat(without.text("content")).isEmpty();
        post("", List.of()).assertProblem(422, "validation_failed");
    }

    @Test
    void media_must_be_the_authors_own_and_ready_and_named_once() {
        String own = ready(author);

        post("x", List.of(own, "1")).assertProblem(422, "media_not_ready");
        post("x", List.of(ready(TestUsers.anyone()))).assertProblem(422, "media_not_ready");
        post("x", List.of(own, own)).assertProblem(422, "media_not_ready");
    }

    @Test
    void four_media_are_enough() {
        List<String> four =
                Collections.nCopies(4, "").stream().map(_ -> ready(author)).toList();

        assertThat(post("x", four).status()).isEqualTo(201);
        ServiceApi.Reply five = post("x", List.of("1", "2", "3", "4", "5"));
        five.assertProblem(422, "validation_failed");
        assertThat(five.texts("errors", "pointer")).containsExactly("/media_ids");
        post("x", List.of("one")).assertProblem(422, "validation_failed");
    }

    @Test
    void while_media_service_is_down_media_can_be_read_but_not_posted() {
        String known = ready(author);
        String tweetId = post("Look", List.of(known)).text("tweet_id");
        String unknown = ready(author);
        String posted = post("Look", List.of(unknown)).text("tweet_id");
        media.remove(Long.parseLong(unknown));
        media.down(true);

        post("Look", List.of(known)).assertProblem(503, "service_unavailable");
        assertThat(api.get(author, "/v1/tweets/" + tweetId).texts("media", "url"))
                .containsExactly("/media/" + known + "/original");
        assertThat(api.get(author, "/v1/tweets/" + posted).texts("media", "media_id"))
                .containsExactly(unknown);
        assertThat(api.postTweet(author, "Words alone").status()).isEqualTo(201);
    }

    private ServiceApi.Reply post(String content, List<String> mediaIds) {
        return api.post(author, "/v1/tweets", Map.of("content", content, "media_ids", mediaIds));
    }

    private String ready(long owner) {
        long mediaId = TestUsers.anyone();
        media.add(mediaId, owner);
        return Long.toString(mediaId);
    }
}
