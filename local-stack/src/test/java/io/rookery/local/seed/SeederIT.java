package io.rookery.local.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rookery.local.LocalStackExtension;
import io.rookery.local.stack.Json;
import io.rookery.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class SeederIT {

    private final SeedWorld world = SeedWorld.load();

    @Test
    void a_planted_world_shows_its_guide_the_tweets_of_those_they_follow_and_their_own(LocalStack stack) {
        String password = stack.secrets().loginPassword();
        Seeder seeder = new Seeder(stack.gatewayUrl(), password);
        SeedWorld.Person guide = world.people().getFirst();
        List<String> expected = world.conversation().reversed().stream()
                .filter(line -> line.author().equals(guide)
                        || guide.follows().contains(line.author().handle()))
                .map(SeedWorld.Line::content)
                .toList();

        seeder.plant(world);

        String token =
                new SeedClient(stack.gatewayUrl()).register(guide, password).accessToken();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(homeTimeline(stack.gatewayUrl(), token)).containsExactlyElementsOf(expected));
    }

    private record Page(List<Tweet> tweets) {}

    private record Tweet(String content) {}

    private static List<String> homeTimeline(URI gateway, String token) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/users/me/timeline?limit=100"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            String body = http.send(request, BodyHandlers.ofString()).body();
            return Json.MAPPER.readValue(body, Page.class).tweets().stream()
                    .map(Tweet::content)
                    .toList();
        }
    }
}
