package io.rookery.gateway.limits;

import io.rookery.gateway.limits.TokenBucket.Level;

/** What became of one request's wish for a token, and what its reply says about it. */
public record Taken(LimitGroup group, TokenBucket bucket, Level level) {

    /** As in draft-ietf-httpapi-ratelimit-headers-10. */
    public static final String POLICY_HEADER = "RateLimit-Policy";

    public static final String LIMIT_HEADER = "RateLimit";

    /** Of the problem that a request over the limit gets. */
    public static final String CODE = "rate_limited";

    private static final long MICROS = 1_000_000;

    /** False if the request is over the limit. */
    public boolean allowed() {
        return level.done();
    }

    /** The quota {@code q} and its window {@code w} in seconds. */
    public String policy() {
        return "\"" + group.title() + "\";q=" + bucket.capacity() + ";w="
                + bucket.window().toSeconds();
    }

    /** The requests {@code r} that remain now, and the seconds {@code t} until there is one more. */
    public String limit() {
        return "\"" + group.title() + "\";r=" + bucket.remaining(level) + ";t=" + secondsUntilNext();
    }

    /** Until there is one token more, rounded up; 0 if the bucket is full. */
    public long secondsUntilNext() {
        return Math.ceilDiv(bucket.untilNext(level), MICROS);
    }

    /** What the problem says. */
    public String explanation() {
        return "Too many requests of this kind, the next one is possible in " + secondsUntilNext() + " s.";
    }

    /** As if it had never been taken. */
    Taken givenBack() {
        return new Taken(group, bucket, new Level(true, Math.max(level.untilFull() - bucket.interval(), 0)));
    }
}
