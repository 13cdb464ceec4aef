package io.rookery.local.chaos.faults;

import io.rookery.local.chaos.faults.FaultProxy.Weather;
import io.rookery.local.stack.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong, in which order. The seed decides all of it. A round has every kill once, a flush, and one trouble on
 * each way; after {@value #WEATHERS} rounds each way has had every trouble.
 */
public final class FaultPlan {

    /** Components whose callers can be told another port. */
    public static final List<Component> BEHIND_PROXIES = List.of(
            Component.POSTGRES,
            Component.REDIS,
            Component.KAFKA,
            Component.CASSANDRA,
            Component.S3,
            Component.USER_SERVICE,
            Component.TWEET_SERVICE,
            Component.TIMELINE_SERVICE,
            Component.MEDIA_SERVICE);

    private static final List<Component> NETWORKS = List.of(
            Component.POSTGRES,
            Component.REDIS,
            Component.KAFKA,
            Component.CASSANDRA,
            Component.S3,
            Component.USER_SERVICE,
            Component.TWEET_SERVICE);

    private static final int WEATHERS = 3;
    private static final List<Weather> TROUBLES = List.of(Weather.SLOW, Weather.SILENT, Weather.RESETTING);

    private final Random random;
    private final int first;
    private int rounds;

    public FaultPlan(long seed) {
        this.random = new Random(seed);
        this.first = random.nextInt(WEATHERS);
    }

    /** The faults of the next round, each to begin when the one before is over. */
    public List<Fault> nextRound() {
        List<Fault> faults = new ArrayList<>(List.of(new Fault.Flush()));
        Arrays.stream(Component.values()).forEach(component -> faults.add(new Fault.Kill(component, seconds(1, 3))));
        for (int i = 0; i < NETWORKS.size(); i++) {
            Weather weather = TROUBLES.get((first + rounds + i) % WEATHERS);
            faults.add(new Fault.Network(NETWORKS.get(i), weather, seconds(4, 7)));
        }
        Collections.shuffle(faults, random);
        rounds++;
        return faults;
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(random.nextInt(from * 1000, to * 1000 + 1));
    }
}
