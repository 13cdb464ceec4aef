package io.rookery.defaults.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.problem.ProblemConfiguration;
import io.rookery.defaults.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class IdempotencyKeyPropertyTests {

    private static final Problems PROBLEMS = problems();

    @Property(seed = "20261121")
    void any_other_key_than_visible_ascii_is_refused_before_anything_is_done(
            @ForAll @StringLength(max = 300) String key) throws Exception {
        boolean valid = key.matches("[\\x21-\\x7e]{1,255}");

        Claims claims = new Claims();
        int status = post(claims, "/v1/tweets", key);

        assertThat(status).isEqualTo(valid ? 200 : 400);
        assertThat(claims.scopes).hasSize(valid ? 1 : 0);
    }

    @Property(seed = "20261121")
    void two_requests_share_a_claim_only_if_they_have_one_path_and_one_key(
            @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 20) String one,
            @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 20) String other)
            throws Exception {
        Claims claims = new Claims();
        post(claims, "/v1/tweets", one);
        post(claims, "/v1/tweets", other);
        post(claims, "/v1/media", one);

        assertThat(claims.scopes.get(0).equals(claims.scopes.get(1))).isEqualTo(one.equals(other));
        assertThat(claims.scopes.get(2)).isNotIn(claims.scopes.get(0), claims.scopes.get(1));
    }

    private static int post(Claims claims, String path, String key) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.addHeader(IdempotencyHeaders.KEY, key);
        request.setContent(new byte[] {'{', '}'});
        MockHttpServletResponse response = new MockHttpServletResponse();
        new IdempotencyFilter(claims, new IdempotencySecrets("0123456789abcdef0123456789abcdef"), PROBLEMS)
                .doFilter(
                        request,
                        response,
                        (asked, _) -> assertThat(((HttpServletRequest) asked).getMethod())
                                .isEqualTo("POST"));
        return response.getStatus();
    }

    private static Problems problems() {
        Problems[] problems = new Problems[1];
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ProblemConfiguration.class))
                .run(context -> problems[0] = context.getBean(Problems.class));
        return problems[0];
    }

    /** Grants all. */
    private static final class Claims implements IdempotencyStore {

        private final List<String> scopes = new ArrayList<>();

        @Override
        public Claim claim(IdempotentRequest request) {
            scopes.add(request.scope());
            return new Claim.Granted(1, false);
        }

        @Override
        public void complete(IdempotentRequest request, Claim.Granted claim, StoredReply reply) {}

        @Override
        public void release(IdempotentRequest request, Claim.Granted claim) {}
    }
}
