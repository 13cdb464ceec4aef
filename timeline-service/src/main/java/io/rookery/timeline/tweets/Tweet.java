package io.rookery.timeline.tweets;

import io.rookery.defaults.ids.Snowflake;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tweet as everybody sees it, without what it refers to.
 *
 * @param fields what is the same for every reader and never changes, as the middle of a JSON object: {@code ,"author_id":...}.
 *     Text, because a page of it is written in no time and takes a third of the memory of a tree
 * @param counts of a retweet without meaning: its original's are shown
 */
public record Tweet(
        long tweetId,
        long authorId,
        @Nullable Long quoteOf,
        @Nullable Long retweetOf,
        String fields,
        AtomicReference<Counts> counts) {

    /** What is written anew for each reader, or when it changes. */
    private static final List<String> NOT_KEPT = List.of(
            "tweet_id",
            "quote",
            "retweet_of",
            "like_count",
            "retweet_count",
            "reply_count",
            "quote_count",
            "viewer",
            "status");

    /** Whether tweet-service knew all that it shows: for a moment it may not know an author's name, or where a picture is. */
    static boolean isWhole(ObjectNode body) {
        return body.path("author").has("handle")
                && body.path("media").valueStream().allMatch(media -> media.has("url"));
    }

    /** @param body as tweet-service shows it; this takes it apart */
    static Tweet of(ObjectNode body, @Nullable Long retweetOf) {
        long tweetId = id(body.required("tweet_id"));
        JsonNode quoteOf = body.path("quote_tweet_id");
        Counts counts =
                new Counts(count(body, "like"), count(body, "retweet"), count(body, "reply"), count(body, "quote"));
        body.remove(NOT_KEPT);
        String fields = body.toString();
        return new Tweet(
                tweetId,
                id(body.required("author_id")),
                quoteOf.isMissingNode() ? null : id(quoteOf),
                retweetOf,
                "," + fields.substring(1, fields.length() - 1),
                new AtomicReference<>(counts));
    }

    /** The tweet that counts and reactions belong to: of a retweet its original. */
    public long originalId() {
        return retweetOf == null ? tweetId : retweetOf;
    }

    private static int count(JsonNode body, String of) {
        return body.path(of + "_count").asInt();
    }

    private static long id(JsonNode id) {
        return Snowflake.parse(id.asString());
    }
}
