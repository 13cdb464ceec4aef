package io.rookery.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTests {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void after_the_reserve_one_call_in_ten_is_repeated() {
        int reserve = spendAll();
        for (int i = 0; i < 95; i++) {
            budget.called();
        }

        assertThat(reserve).isEqualTo(10);
        assertThat(spendAll()).isEqualTo(9);
    }

    @Test
    void nothing_is_saved_above_the_reserve() {
        for (int i = 0; i < 10_000; i++) {
            budget.called();
        }

        assertThat(spendAll()).isEqualTo(10);
    }

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }
}
