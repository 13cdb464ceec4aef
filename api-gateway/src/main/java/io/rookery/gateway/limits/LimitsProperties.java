package io.rookery.gateway.limits;

import io.lettuce.core.RedisURI;
import io.rookery.defaults.settings.InvalidSettingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code rookery.limits}.
 *
 * @param scale all limits are multiplied by it: ROOKERY_RATE_LIMIT_SCALE
 * @param redisUrl {@code redis(s)://[user:password@]host[:port][/database]}: ROOKERY_REDIS_URL
 * @param keyPrefix put before every key, for several installations in one Redis: ROOKERY_REDIS_KEY_PREFIX
 */
@ConfigurationProperties("rookery.limits")
record LimitsProperties(
        String scale,
        String redisUrl,
        String keyPrefix,
        Limit read,
        Limit write,
        Limit login,
        Limit register,
        Limit media) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}(?:\\.[0-9]{1,6})?");
    private static final double MAX_SCALE = 1_000_000;
    private static final Duration MAX_WINDOW = Duration.ofDays(1);

    /**
     * As many requests may be made at once, and as many more in each window.
     *
     * @param window whole seconds, at most a day
     */
    record Limit(long limit, Duration window) {}

    LimitsProperties {
        if (!NUMBER.matcher(scale).matches()
                || Double.parseDouble(scale) <= 0
                || Double.parseDouble(scale) > MAX_SCALE) {
            throw new InvalidSettingException("ROOKERY_RATE_LIMIT_SCALE must be a number above 0, at most 1000000");
        }
        requireRedis(redisUrl);
        require("read", read, scale);
        require("write", write, scale);
        require("login", login, scale);
        require("register", register, scale);
        require("media", media, scale);
    }

    TokenBucket bucket(LimitGroup group) {
        Limit limit = switch (group) {
            case READ -> read;
            case WRITE -> write;
            case LOGIN -> login;
            case REGISTER -> register;
            case MEDIA -> media;
        };
        return bucket(limit, scale);
    }

    private static TokenBucket bucket(Limit limit, String scale) {
        long scaled = Math.round(limit.limit * Double.parseDouble(scale));
        return new TokenBucket(Math.max(scaled, 1), limit.window);
    }

    private static void require(String group, Limit limit, String scale) {
        boolean wholeSeconds =
                limit.window.getNano() == 0 && limit.window.isPositive() && limit.window.compareTo(MAX_WINDOW) <= 0;
        if (limit.limit < 1 || !wholeSeconds) {
            throw new InvalidSettingException("rookery.limits." + group
                    + " must be a limit of at least 1 in a window of 1s to 24h, in whole seconds");
        }
        try {
            bucket(limit, scale);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("rookery.limits." + group
                    + " must be at most a million requests a second, ROOKERY_RATE_LIMIT_SCALE included");
        }
    }

    private static void requireRedis(String url) {
        try {
            RedisURI.create(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "ROOKERY_REDIS_URL must be redis(s)://[user:password@]host[:port][/database]");
        }
    }

    /** Keeps Redis' password out of logs. */
    @Override
    public String toString() {
        return "LimitsProperties[scale=" + scale + "]";
    }
}
