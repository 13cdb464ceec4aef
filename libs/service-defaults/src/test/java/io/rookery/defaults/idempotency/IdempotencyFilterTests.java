package io.rookery.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.problem.ProblemConfiguration;
import io.rookery.defaults.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class IdempotencyFilterTests {

    private final FakeStore store = new FakeStore();
    private final List<String> done = new ArrayList<>();

    @Test
    void a_reply_is_stored_before_it_is_sent() throws Exception {
        MockHttpServletResponse reply = new MockHttpServletResponse();
        store.onComplete = () -> assertThat(reply.getContentAsByteArray()).isEmpty();

        post(reply, answering(201, "made"));

        assertThat(store.replies.values())
                .singleElement()
                .satisfies(stored -> assertThat(stored.status()).isEqualTo(201));
        assertThat(reply.getContentAsString()).isEqualTo("made");
        assertThat(done).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void what_passes_gives_the_key_back(int status) throws Exception {
        MockHttpServletResponse reply = post(answering(status, "later"));

        assertThat(reply.getStatus()).isEqualTo(status);
        assertThat(reply.getContentAsString()).isEqualTo("later");
        assertThat(store.released).isEqualTo(1);
        assertThat(store.replies).isEmpty();
    }

    @Test
    void an_exception_gives_the_key_back() {
        assertThatThrownBy(() -> post((_, _) -> {
                    throw new ServletException("broken");
                }))
                .hasMessage("broken");

        assertThat(store.released).isEqualTo(1);
    }

    @Test
    void a_reply_of_the_container_is_not_kept() throws Exception {
        post((_, response) -> ((HttpServletResponse) response).sendError(404));

        assertThat(store.replies).isEmpty();
        assertThat(store.released).isEqualTo(1);
    }

    @Test
    void a_reply_that_cannot_be_stored_is_true_all_the_same() throws Exception {
        store.onComplete = () -> {
            throw new DataAccessResourceFailureException("down");
        };

        MockHttpServletResponse reply = post(answering(201, "made"));

        assertThat(reply.getStatus()).isEqualTo(201);
        assertThat(reply.getContentAsString()).isEqualTo("made");
    }

    @Test
    void without_the_store_nothing_is_done() throws Exception {
        store.down = true;

        MockHttpServletResponse reply = post(answering(201, "made"));

        assertThat(reply.getStatus()).isEqualTo(503);
        assertThat(reply.getHeader("Retry-After")).isNotNull();
        assertThat(done).isEmpty();
    }

    @Test
    void a_reply_is_given_again_as_it_was() throws Exception {
        FilterChain created = (request, response) -> {
            answering(201, "made").doFilter(request, response);
            ((HttpServletResponse) response).setHeader("Location", "/v1/things/1");
        };
        post(created);

        MockHttpServletResponse again = post(created);

        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(again.getContentAsString()).isEqualTo("made");
        assertThat(again.getContentType()).isEqualTo("application/json");
        assertThat(again.getHeader("Location")).isEqualTo("/v1/things/1");
        assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(done).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/things", "PUT /v1/things", "POST /internal/things"})
    void other_requests_have_no_key(String line) throws Exception {
        String[] parts = line.split(" ");
        MockHttpServletRequest request = request(parts[0], parts[1]);

        filter().doFilter(request, new MockHttpServletResponse(), answering(200, "done"));

        assertThat(done).hasSize(1);
        assertThat(store.claimed).isEmpty();
    }

    static Stream<String> malformedKeys() {
        return Stream.of("", " ", "a b", "\u00e9", "\u007f", "k".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("malformedKeys")
    void a_key_is_1_to_255_visible_characters(String key) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/things");
        request.addHeader("Idempotency-Key", key);
        MockHttpServletResponse response = new MockHttpServletResponse();

        filter().doFilter(request, response, answering(200, "done"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("invalid_idempotency_key");
        assertThat(done).isEmpty();
    }

    private FilterChain answering(int status, String body) {
        return (request, response) -> {
            done.add(new String(request.getInputStream().readAllBytes(), "UTF-8"));
            ((HttpServletResponse) response).setStatus(status);
            response.setContentType("application/json");
            response.getOutputStream().print(body);
        };
    }

    private MockHttpServletResponse post(FilterChain chain) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        post(response, chain);
        return response;
    }

    private void post(MockHttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        filter().doFilter(request("POST", "/v1/things"), response, chain);
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader("Idempotency-Key", "k");
        request.setContent(new byte[] {'{', '}'});
        return request;
    }

    private IdempotencyFilter filter() {
        IdempotencyFilter[] filter = new IdempotencyFilter[1];
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ProblemConfiguration.class))
                .run(context -> filter[0] = new IdempotencyFilter(
                        store,
                        new IdempotencySecrets("0123456789abcdef0123456789abcdef"),
                        context.getBean(Problems.class)));
        return filter[0];
    }

    /** Keys of one caller in memory. */
    private static final class FakeStore implements IdempotencyStore {

        private final Map<String, StoredReply> replies = new HashMap<>();
        private final List<String> claimed = new ArrayList<>();
        private Runnable onComplete = () -> {};
        private int released;
        private boolean down;

        @Override
        public Claim claim(IdempotentRequest request) {
            if (down) {
                throw new DataAccessResourceFailureException("down");
            }
            claimed.add(request.scope());
            StoredReply reply = replies.get(request.scope());
            return reply == null ? new Claim.Granted(1, false) : new Claim.Done(reply);
        }

        @Override
        public void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply) {
            onComplete.run();
            replies.put(request.scope(), reply);
        }

        @Override
        public void release(IdempotentRequest request, Claim.Granted claim) {
            released++;
        }
    }
}
