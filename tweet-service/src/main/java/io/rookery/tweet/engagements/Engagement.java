package io.rookery.tweet.engagements;

/** How many reacted to a tweet, and whether the viewer did; all false without a viewer. */
public record Engagement(
        int likeCount,
        int retweetCount,
        int replyCount,
        int quoteCount,
        boolean liked,
        boolean retweeted,
        boolean bookmarked) {

    public static final Engagement NONE = new Engagement(0, 0, 0, 0, false, false, false);
}
