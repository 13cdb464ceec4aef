package io.rookery.model;

import static net.jqwik.api.Arbitraries.frequencyOf;
import static net.jqwik.api.Arbitraries.integers;
import static net.jqwik.api.Arbitraries.just;
import static net.jqwik.api.Combinators.combine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Random histories, forty at a time; how many times, {@code -Drookery.model.rounds} says. What fails belongs into {@link RegressionsIT}. */
class HistoriesIT {

    private static final int MOST_FOLLOWS = 5;
    private static final int MOST_STEPS = 40;

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatever_happens_everybody_sees_what_the_oracle_says(@ForAll("rounds") Round round) {
        round.play();
    }

    @Provide
    Arbitrary<Round> rounds() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, round(histories())),
                // Kafka takes seconds to give a worker its partitions
                Tuple.of(1, round(combine(histories(), histories()).as(HistoriesIT::workerDiesBetween))));
    }

    private static Arbitrary<Round> round(Arbitrary<History> histories) {
        return histories.list().ofSize(Round.AT_ONCE).map(Round::new);
    }

    private static History workerDiesBetween(History before, History after) {
        List<Step> steps = new ArrayList<>(before.steps());
        steps.add(new Step.Restart());
        steps.addAll(after.steps());
        return new History(steps);
    }

    /** Where nobody follows anybody little can happen. */
    private static Arbitrary<History> histories() {
        Arbitrary<Integer> user = users();
        Arbitrary<Step> follows = combine(user, user).as(Step.Follow::new);
        return combine(
                        uniform(follows.list().ofMaxSize(MOST_FOLLOWS)),
                        uniform(steps().list().ofMaxSize(MOST_STEPS)))
                .as(HistoriesIT::history);
    }

    private static <T> Arbitrary<List<T>> uniform(ListArbitrary<T> lists) {
        return lists.withSizeDistribution(RandomDistribution.uniform());
    }

    private static History history(List<Step> first, List<Step> then) {
        return new History(Stream.concat(first.stream(), then.stream()).toList());
    }

    /** Much happens to few. */
    private static Arbitrary<Integer> users() {
        return Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(3, 1), Tuple.of(2, 2), Tuple.of(1, 3));
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Integer> user = users();
        Arbitrary<Integer> few = integers().between(1, 3);
        Arbitrary<Integer> back = integers().between(0, 4);
        return frequencyOf(List.of(
                often(20, user.map(Step.Post::new)),
                often(20, combine(user, few).as(Step.Page::new)),
                often(10, combine(user, user).as(Step.Follow::new)),
                often(6, combine(user, back).as(Step.Retweet::new)),
                often(4, combine(user, few, few).as(Step.SlowPage::new)),
                often(3, just(new Step.Untold())),
                often(5, combine(user, user).as(Step.Unfollow::new)),
                often(8, back.map(Step.Delete::new)),
                often(6, user.map(Step.Pull::new)),
                often(5, user.map(Step.PushAgain::new)),
                often(4, few.map(Step.Drain::new)),
                often(3, combine(user, few).as(Step.Poll::new)),
                often(3, back.map(Step.Repeat::new)),
                often(3, just(new Step.Delay())),
                often(5, combine(user, Arbitraries.of(Step.Key.class)).as(Step.Evict::new)),
                often(3, few.map(Step.FailCall::new)),
                often(3, few.map(Step.LoseAnswer::new)),
                often(2, just(new Step.Release())),
                often(2, just(new Step.Flush())),
                often(2, combine(user, user).as(Step.Mute::new)),
                often(2, combine(user, user).as(Step.Block::new)),
                often(1, combine(user, user).as(Step.Unmute::new)),
                often(1, combine(user, user).as(Step.Unblock::new))));
    }

    private static Tuple2<Integer, Arbitrary<Step>> often(int weight, Arbitrary<? extends Step> step) {
        return Tuple.of(weight, step.map(each -> each));
    }
}
