package io.rookery.timeline.tweets;

/** How many reacted to a tweet. */
public record Counts(int likes, int retweets, int replies, int quotes) {}
