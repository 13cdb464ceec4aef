package io.rookery.defaults.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.openapi.OperationProblems.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationProblemsTests {

    @Test
    void every_operation_may_fail_in_these_ways() {
        assertThat(OperationProblems.of(new Shape(true, false, false, false, false), List.of())
                        .keySet())
                .containsExactly(400, 405, 406, 429, 500, 503);
    }

    @Test
    void a_list_has_parameters_and_a_cursor() {
        var problems = OperationProblems.of(new Shape(false, true, true, false, false), List.of());

        assertThat(problems.get(400)).containsExactly("invalid_cursor", "invalid_parameter", "malformed_request");
        assertThat(problems.get(401)).containsExactly("unauthenticated");
    }

    @Test
    void a_post_has_a_body_and_a_key() {
        var problems = OperationProblems.of(new Shape(false, false, false, true, true), List.of());

        assertThat(problems.keySet()).contains(413, 415);
        assertThat(problems.get(409)).containsExactly("idempotency_in_progress");
        assertThat(problems.get(422)).containsExactly("idempotency_key_reused", "validation_failed");
    }

    @Test
    void what_it_names_itself_comes_on_top() throws Exception {
        var problems = OperationProblems.of(
                new Shape(true, false, false, false, true),
                List.of(Named.class.getDeclaredMethod("operation").getAnnotationsByType(CanFail.class)));

        assertThat(problems.get(404)).containsExactly("not_found");
        assertThat(problems.get(409)).containsExactly("idempotency_in_progress", "name_taken");
    }

    private interface Named {

        @CanFail(status = 404, code = "not_found")
        @CanFail(status = 409, code = "name_taken")
        void operation();
    }
}
