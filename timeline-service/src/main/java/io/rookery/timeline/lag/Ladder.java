package io.rookery.timeline.lag;

import java.time.Duration;

/**
 * What an age means. A step up is taken above its mark, every step is left below half of the lower mark only: a fan-out that
 * is just keeping up does not switch readers to and fro, and when they go back to stored timelines at most so much of what
 * they have seen by pull is not stored yet.
 *
 * @param alert an oldest unprocessed event above this age is worth a look (the design's 30 s)
 * @param pullAll above this one readers go without stored timelines (the design's 5 min)
 */
record Ladder(Duration alert, Duration pullAll) {

    enum Step {
        NORMAL,
        LATE,
        PULL_ALL
    }

    /** @param age of the oldest unprocessed event, zero if there is none */
    Step next(Step current, Duration age) {
        if (age.compareTo(pullAll) > 0) {
            return Step.PULL_ALL;
        }
        if (age.compareTo(alert.dividedBy(2)) < 0) {
            return Step.NORMAL;
        }
        return current == Step.NORMAL && age.compareTo(alert) > 0 ? Step.LATE : current;
    }
}
