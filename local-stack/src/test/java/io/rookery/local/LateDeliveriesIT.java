package io.rookery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.PublicApi.Reply;
import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The workers stop, and are started again; five minutes are three seconds here. */
@ExtendWith(LocalStackExtension.class)
class LateDeliveriesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ALERT = "ROOKERY_TIMELINES_LAG_ALERT";
    private static final String PULL_ALL = "ROOKERY_TIMELINES_LAG_PULLALL";
    private static final String INTERVAL = "ROOKERY_TIMELINES_LAG_INTERVAL";

    private final LocalStack stack;

    LateDeliveriesIT(LocalStack stack) {
        this.stack = stack;
    }

    private record Home(List<String> tweetIds, Optional<String> degraded) {}

    @BeforeEach
    void readers_are_impatient() {
        restartReaders(Map.of(ALERT, "1s", PULL_ALL, "3s", INTERVAL, "200ms"));
    }

    @AfterEach
    void and_patient_again() {
        restartReaders(Map.of(ALERT, "30s", PULL_ALL, "5m", INTERVAL, "5s"));
    }

    @Test
    void readers_are_pulled_for_while_no_worker_runs_and_read_the_same_page_when_one_does() {
        PublicApi api = new PublicApi(stack.gatewayUrl());
        User author = api.register("author");
        User reader = api.register("reader");
        reader.follow(author);
        String delivered = author.tweet("Delivered");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(home(reader)).isEqualTo(new Home(List.of(delivered), Optional.empty())));

        stack.kill(Component.FANOUT_WORKER);
        String late;
        try {
            late = author.tweet("Nobody is there to deliver this");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(home(reader))
                            .isEqualTo(new Home(List.of(late, delivered), Optional.of("true"))));
        } finally {
            stack.start(Component.FANOUT_WORKER, ProgressListener.NONE);
        }

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(home(reader)).isEqualTo(new Home(List.of(late, delivered), Optional.empty())));
    }

    private static Home home(User reader) {
        Reply page = reader.get("/v1/users/me/timeline").ok(200);
        return new Home(
                page.body()
                        .get("tweets")
                        .valueStream()
                        .map(tweet -> tweet.get("tweet_id").asString())
                        .toList(),
                page.header("X-Timeline-Degraded"));
    }

    private void restartReaders(Map<String, String> settings) {
        stack.stop(Component.TIMELINE_SERVICE);
        LocalStack.of(stack.folder(), Build.current(), settings)
                .start(Component.TIMELINE_SERVICE, ProgressListener.NONE);
    }
}
