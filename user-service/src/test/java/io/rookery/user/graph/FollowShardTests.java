package io.rookery.user.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.defaults.ids.Snowflake;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FollowShardTests {

    static Arguments[] ids() {
        long now = 1_790_000_000_000L;
        return new Arguments[] {
            Arguments.of("made in a row", (LongUnaryOperator) i -> Snowflake.first(now) + i),
            Arguments.of("made a second apart", (LongUnaryOperator) i -> Snowflake.first(now + 1_000 * i)),
            Arguments.of("that are small numbers", (LongUnaryOperator) i -> i + 1),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void ids_fall_into_all_sixteen_shards_alike(String which, LongUnaryOperator ids) {
        Map<Integer, Long> shards = LongStream.range(0, 1_600)
                .map(ids)
                .boxed()
                .collect(Collectors.groupingBy(FollowCountRepository::shard, Collectors.counting()));

        assertThat(shards).hasSize(16);
        assertThat(shards.keySet()).allMatch(shard -> shard >= 0 && shard < 16);
        assertThat(shards.values()).as(which).allMatch(size -> size > 75 && size < 125);
    }
}
