package io.rookery.tweet.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rookery.defaults.problem.ServiceUnavailableException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class RelationsTests {

    private final RestClient.Builder http = RestClient.builder()
            .configureMessageConverters(
                    converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build())));
    private final MockRestServiceServer userService =
            MockRestServiceServer.bindTo(http).build();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Relations relations = new Relations(
            HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http.build()))
                    .build()
                    .createClient(RelationsClient.class),
            new RelationsMetrics(meters));

    @Test
    void user_service_tells_who_is_blocked_among_the_others() {
        userService
                .expect(requestTo("/internal/users/1/relations?among=2&among=3"))
                .andRespond(withSuccess(
                        "{\"following_ids\":[\"2\"],\"muting_ids\":[],\"blocked_ids\":[\"3\"]}",
                        MediaType.APPLICATION_JSON));

        assertThat(relations.hiddenFrom(1L, List.of(1L, 2L, 3L, 2L))).containsExactly(3L);
        userService.verify();
    }

    @Test
    void nobody_is_asked_about_oneself_or_for_nobody() {
        assertThat(relations.hiddenFrom(1L, List.of(1L))).isEmpty();
        assertThat(relations.hiddenFrom(null, List.of(1L, 2L))).isEmpty();
        relations.requireUnblocked(1L, List.of(1L));

        userService.verify();
    }

    @Test
    void more_than_five_hundred_are_asked_for_in_several_calls() {
        userService.expect(_ -> {}).andRespond(withSuccess("{\"blocked_ids\":[\"7\"]}", MediaType.APPLICATION_JSON));
        userService.expect(_ -> {}).andRespond(withSuccess("{\"blocked_ids\":[\"507\"]}", MediaType.APPLICATION_JSON));

        assertThat(relations.hiddenFrom(
                        1L, LongStream.rangeClosed(2, 600).boxed().toList()))
                .containsExactlyInAnyOrder(7L, 507L);
        userService.verify();
    }

    @Test
    void without_an_answer_nobody_is_hidden_and_nobody_may_be_touched() {
        userService.expect(_ -> {}).andRespond(withServerError());
        userService.expect(_ -> {}).andRespond(withServerError());

        assertThat(relations.hiddenFrom(1L, List.of(2L))).isEmpty();
        assertThat(meters.counter("rookery.relations.unknown").count()).isEqualTo(1);
        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> relations.requireUnblocked(1L, List.of(2L)));
    }
}
