package io.rookery.gateway.routes;

/** A service behind the gateway. */
public enum Service {
    USER("user-service"),
    TWEET("tweet-service"),
    TIMELINE("timeline-service"),
    MEDIA("media-service");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    /** Its name in logs and metrics. */
    public String id() {
        return id;
    }
}
