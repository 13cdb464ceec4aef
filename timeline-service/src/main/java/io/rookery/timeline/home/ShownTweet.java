package io.rookery.timeline.home;

import io.rookery.timeline.tweets.Counts;
import io.rookery.timeline.tweets.Tweet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A tweet as one reader sees it. Most of it is text already; {@link PublishedTweet} says what it is together. */
record ShownTweet(
        Tweet tweet,
        @Nullable Reference quote,
        @Nullable Reference retweetOf,
        Counts counts,
        boolean liked,
        boolean retweeted,
        boolean bookmarked)
        implements Reference {

    @Override
    public void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("tweet_id", Long.toString(tweet.tweetId()));
        json.writeRaw(tweet.fields());
        write(json, "quote", quote);
        write(json, "retweet_of", retweetOf);
        json.writeNumberProperty("like_count", counts.likes());
        json.writeNumberProperty("retweet_count", counts.retweets());
        json.writeNumberProperty("reply_count", counts.replies());
        json.writeNumberProperty("quote_count", counts.quotes());
        json.writeObjectPropertyStart("viewer");
        json.writeBooleanProperty("liked", liked);
        json.writeBooleanProperty("retweeted", retweeted);
        json.writeBooleanProperty("bookmarked", bookmarked);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable Reference reference) {
        if (reference != null) {
            json.writeName(name);
            reference.write(json);
        }
    }
}
