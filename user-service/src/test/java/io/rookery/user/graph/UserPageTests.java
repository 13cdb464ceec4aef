package io.rookery.user.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.user.graph.UserPage.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserPageTests {

    @Test
    void a_page_goes_on_from_its_last_row_if_there_is_one_more() {
        UserPage page = UserPage.of(List.of(new Position(9, 1), new Position(8, 2), new Position(7, 3)), 2);

        assertThat(page.userIds()).containsExactly(1L, 2L);
        assertThat(page.next()).hasValue(8);
    }

    @Test
    void the_end_is_where_there_is_none() {
        assertThat(UserPage.of(List.of(new Position(9, 1), new Position(8, 2)), 2)
                        .next())
                .isEmpty();
        assertThat(UserPage.of(List.of(), 2).next()).isEmpty();
    }
}
