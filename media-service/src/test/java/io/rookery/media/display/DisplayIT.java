package io.rookery.media.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.media.MediaApi;
import io.rookery.media.PlayedUserService;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.test.backends.S3Backend;
import io.rookery.test.backends.WithBackends;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** What others see of a media: other services its card, everybody its bytes. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithBackends({PostgresBackend.class, S3Backend.class, KafkaBackend.class, PlayedUserService.class, TestTokens.class})
@Import(MediaApi.class)
class DisplayIT {

    private static final AtomicLong USERS = new AtomicLong(10_000);

    @Autowired
    MediaApi api;

    @Autowired
    TestTokens tokens;

    /** The default of ROOKERY_PUBLIC_URL. */
    private static final String PUBLIC = "http://127.0.0.1:8080";

    private final long owner = USERS.incrementAndGet();
    private final long other = USERS.incrementAndGet();

    @Test
    void everybody_is_sent_to_the_bytes_of_a_ready_media() {
        Reply redirect = api.original(api.ready(owner, ""));

        HttpResponse<byte[]> seen = api.follow(redirect);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).isEqualTo(MediaApi.PNG);
        assertThat(redirect.headers().getCacheControl()).isEqualTo("max-age=300, private");
        assertThat(redirect.headers().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void a_token_that_is_no_good_any_more_does_not_matter() {
        String path = "/media/" + api.ready(owner, "") + "/original";

        Reply redirect =
                api.exchange(HttpMethod.GET, path, Map.of(HttpHeaders.AUTHORIZATION, tokens.expired(owner)), null);

        assertThat(redirect.status()).isEqualTo(307);
    }

    @Test
    void what_is_not_ready_leads_nowhere() {
        String deleted = api.ready(owner, "");
        api.delete(owner, "/v1/media/" + deleted);

        api.original(deleted).assertProblem(404, "not_found");
        api.original(api.announce(owner, "").text("media_id")).assertProblem(404, "not_found");
        api.original("12").assertProblem(404, "not_found");
        api.original("abc").assertProblem(400, "invalid_parameter");
    }

    @Test
    void an_owner_may_use_what_is_theirs_and_ready_in_the_order_asked() {
        String first = api.ready(owner, "A lake");
        String second = api.ready(owner, "");
        String theirs = api.ready(other, "");
        String waiting = api.announce(owner, "").text("media_id");

        Reply usable = internal("/internal/media?owner_id=" + owner + "&ids=" + second + "," + theirs + "," + waiting
                + ",12," + first + "," + second);

        assertThat(usable.status()).as("%s", usable).isEqualTo(200);
        assertThat(usable.texts("media", "media_id")).containsExactly(second, first);
        assertThat(usable.body().at("/media/0").propertyNames()).containsExactlyInAnyOrder("media_id", "type", "url");
        assertThat(usable.texts("media", "type")).containsOnly("image");
        assertThat(usable.texts("media", "url"))
                .containsExactly(PUBLIC + "/media/" + second + "/original", PUBLIC + "/media/" + first + "/original");
        assertThat(usable.body().at("/media/1/alt_text").asString()).isEqualTo("A lake");
    }

    @Test
    void cards_are_of_anybodys_media() {
        String mine = api.ready(owner, "A lake");
        String theirs = api.ready(other, "");

        Reply cards = internal("/internal/media/cards?ids=" + theirs + "&ids=" + mine + "&ids=12");

        assertThat(cards.texts("media", "media_id")).containsExactly(theirs, mine);
        assertThat(cards.body().at("/media/1/alt_text").asString()).isEqualTo("A lake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/media?ids=1",
                "/internal/media?owner_id=1",
                "/internal/media?owner_id=1&ids=",
                "/internal/media?owner_id=1&ids=x",
                "/internal/media/cards",
            })
    void an_incomplete_question_is_refused(String path) {
        internal(path).assertProblem(400, "invalid_parameter");
    }

    @Test
    void a_question_has_a_limit() {
        assertThat(internal("/internal/media?owner_id=1&ids=" + ids(100)).status())
                .isEqualTo(200);
        internal("/internal/media?owner_id=1&ids=" + ids(101)).assertProblem(400, "invalid_parameter");
        assertThat(internal("/internal/media/cards?ids=" + ids(400)).status()).isEqualTo(200);
        internal("/internal/media/cards?ids=" + ids(401)).assertProblem(400, "invalid_parameter");
    }

    @Test
    void users_are_not_let_in_there() {
        assertThat(List.of("/internal/media?owner_id=1&ids=1", "/internal/media/cards?ids=1"))
                .allSatisfy(path -> assertThat(api.get(owner, path).status()).isBetween(401, 404));
    }

    private Reply internal(String path) {
        return api.internal(HttpMethod.GET, path);
    }

    private static String ids(int count) {
        return String.join(",", Collections.nCopies(count, "2006515713438640129"));
    }
}
