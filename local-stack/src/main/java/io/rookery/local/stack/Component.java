package io.rookery.local.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One process of the stack: a backend or a service. */
public enum Component {
    POSTGRES("postgres", ""),
    REDIS("redis", ""),
    KAFKA("kafka", ""),
    CASSANDRA("cassandra", ""),
    S3("s3", ""),
    USER_SERVICE("user-service", "io.rookery.user.UserServiceApplication"),
    TWEET_SERVICE("tweet-service", "io.rookery.tweet.TweetServiceApplication"),
    TIMELINE_SERVICE("timeline-service", "io.rookery.timeline.TimelineServiceApplication"),
    MEDIA_SERVICE("media-service", "io.rookery.media.MediaServiceApplication"),
    FANOUT_WORKER("fanout-worker", "io.rookery.fanout.FanoutWorkerApplication"),
    API_GATEWAY("api-gateway", "io.rookery.gateway.ApiGatewayApplication");

    private final String title;
    private final String mainClass;

    Component(String title, String mainClass) {
        this.title = title;
        this.mainClass = mainClass;
    }

    /** The name people type; for a service also its module's. */
    public String title() {
        return title;
    }

    public boolean isService() {
        return !mainClass.isEmpty();
    }

    String mainClass() {
        return mainClass;
    }

    static List<Component> backends() {
        return Arrays.stream(values())
                .filter(component -> !component.isService())
                .toList();
    }

    static List<Component> services() {
        return Arrays.stream(values()).filter(Component::isService).toList();
    }

    public static Optional<Component> find(String title) {
        return Arrays.stream(values())
                .filter(component -> component.title.equals(title))
                .findFirst();
    }

    /** All names, for a message. */
    public static String titles() {
        return Arrays.stream(values()).map(Component::title).collect(Collectors.joining(", "));
    }
}
