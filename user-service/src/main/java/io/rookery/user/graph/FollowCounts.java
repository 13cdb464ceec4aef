package io.rookery.user.graph;

/** How many follow a user, and how many the user follows. */
public record FollowCounts(long followers, long following) {

    public static final FollowCounts NONE = new FollowCounts(0, 0);

    FollowCounts plus(FollowCounts more) {
        return new FollowCounts(followers + more.followers, following + more.following);
    }
}
