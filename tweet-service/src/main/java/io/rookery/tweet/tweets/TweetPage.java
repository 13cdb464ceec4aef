package io.rookery.tweet.tweets;

import java.util.List;
import java.util.OptionalLong;

/**
 * @param next an id that all further tweets are older than; empty at the end of the list, and only there
 */
public record TweetPage(List<Tweet> tweets, OptionalLong next) {}
