package io.rookery.local.chaos.check;

import static io.rookery.local.stack.Component.API_GATEWAY;
import static io.rookery.local.stack.Component.CASSANDRA;
import static io.rookery.local.stack.Component.POSTGRES;
import static io.rookery.local.stack.Component.TIMELINE_SERVICE;
import static io.rookery.local.stack.Component.TWEET_SERVICE;
import static io.rookery.local.stack.Component.USER_SERVICE;

import io.rookery.local.stack.Component;
import java.util.Set;

/** One thing a person asks the API for. People are numbers from 0, tweets their ids. */
public sealed interface Action {

    /** Who asks. */
    int person();

    /** Changes something; it is asked again until there is a definite answer. */
    sealed interface Change extends Action {}

    /** A tweet that its text, a number, tells from all others. */
    record Post(int person, long text) implements Change {}

    record Delete(int person, long tweet) implements Change {}

    record Retweet(int person, long tweet, int author, boolean on) implements Change {}

    record Like(int person, long tweet, int author, boolean on) implements Change {}

    record Relate(int person, Relation relation, int other, boolean on) implements Change {}

    /** Asked once. */
    sealed interface Read extends Action {}

    /** A page of a list of tweets, newest first. */
    sealed interface ReadPage extends Read {

        /** Everything on the page is older than this id: the last one of the page before. */
        long below();
    }

    /** One's home timeline. */
    record ReadHome(int person, long below) implements ReadPage {}

    /** What somebody wrote. */
    record ReadTweets(int person, int author, long below) implements ReadPage {}

    record ReadTweet(int person, long tweet, int author) implements Read {}

    record ReadProfile(int person, int other) implements Read {}

    /** All whom one follows. */
    record ReadFollowing(int person) implements Read {}

    /** The components without which it may fail. */
    default Set<Component> needs() {
        return switch (this) {
            case Post _, Delete _, ReadTweets _, ReadTweet _ -> Set.of(API_GATEWAY, TWEET_SERVICE, CASSANDRA);
            // Nobody may like what is of somebody who blocks them, and only user-service knows
            case Retweet _, Like _ -> Set.of(API_GATEWAY, TWEET_SERVICE, CASSANDRA, USER_SERVICE, POSTGRES);
            case Relate _, ReadProfile _, ReadFollowing _ -> Set.of(API_GATEWAY, USER_SERVICE, POSTGRES);
            case ReadHome _ -> Set.of(API_GATEWAY, TIMELINE_SERVICE, USER_SERVICE, TWEET_SERVICE, POSTGRES, CASSANDRA);
        };
    }

    /** The name of its kind in a table. */
    default String kind() {
        return switch (this) {
            case Post _ -> "post";
            case Delete _ -> "delete";
            case Retweet _ -> "retweet";
            case Like _ -> "like";
            case Relate relate -> relate.relation().path();
            case ReadHome _ -> "read home";
            case ReadTweets _ -> "read tweets of";
            case ReadTweet _ -> "read tweet";
            case ReadProfile _ -> "read profile";
            case ReadFollowing _ -> "read following";
        };
    }
}
