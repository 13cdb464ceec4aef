package io.rookery.tweet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import io.rookery.defaults.problem.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class MediaTests {

    private final RestClient.Builder http = RestClient.builder()
            .configureMessageConverters(
                    converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build())));
    private final MockRestServiceServer mediaService =
            MockRestServiceServer.bindTo(http).build();
    private final AtomicLong nanos = new AtomicLong();
    private final Media media = new Media(
            HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http.build()))
                    .build()
                    .createClient(MediaClient.class),
            new MediaProperties(1_000, Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(2)),
            nanos::get);

    @Test
    void a_card_is_asked_for_once_a_minute() {
        mediaService
                .expect(requestTo("/internal/media/cards?ids=5&ids=6"))
                .andRespond(withSuccess("""
                        {"media":[{"media_id":"5","type":"image","url":"/media/5/original","preview_url":"/media/5/preview",
                        "width":1200,"height":800,"alt_text":"Two rooks","blurhash":"LEHV"}]}\
                        """, MediaType.APPLICATION_JSON));

        assertThat(media.cards(List.of(5L, 6L)).get(5L))
                .isEqualTo(new MediaCard(
                        5, "image", "/media/5/original", "/media/5/preview", 1200, 800, "Two rooks", "LEHV"));
        assertThat(media.cards(List.of(5L, 6L)).get(6L)).isEqualTo(MediaCard.unknown(6));
        mediaService.verify();
    }

    @Test
    void all_media_of_a_post_are_the_owners_own_and_ready() {
        mediaService
                .expect(requestTo("/internal/media?owner_id=1&ids=5&ids=6"))
                .andRespond(withSuccess(
                        "{\"media\":[{\"media_id\":\"5\",\"type\":\"image\",\"url\":\"/media/5/original\"}]}",
                        MediaType.APPLICATION_JSON));

        media.requireReady(1, List.of());
        assertThatExceptionOfType(MediaNotReadyException.class)
                .isThrownBy(() -> media.requireReady(1, List.of(5L, 6L)))
                .withMessageContaining("[5, 6]");
        assertThatExceptionOfType(MediaNotReadyException.class)
                .isThrownBy(() -> media.requireReady(1, List.of(5L, 5L)));
        mediaService.verify();
    }

    @Test
    void without_an_answer_nothing_is_ready() {
        mediaService.expect(_ -> {}).andRespond(withServerError());

        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> media.requireReady(1, List.of(5L)));
    }
}
