package io.rookery.local.chaos.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param status 0 if nothing came back: the connection could not be made, broke, or nothing came in time
 * @param code of a problem, else empty; without a reply what happened instead
 * @param complaint what no document allows about it, were it the right answer or not
 * @param tweet the id of the tweet that a post or a retweet made; 0 if there is none
 * @param entries of a page of tweets, or the one tweet that was read
 * @param people of a list of users
 * @param next leads to the page after; absent at the end
 * @param degraded the timeline was served without Redis
 */
public record Reply(
        int status,
        String code,
        @Nullable String complaint,
        long tweet,
        List<Entry> entries,
        List<Integer> people,
        @Nullable String next,
        boolean degraded) {

    public static final int NOTHING = 0;

    /**
     * A tweet as it was shown.
     *
     * @param author as a person's number
     * @param text as it was posted; 0 if it is a retweet
     * @param original the retweeted tweet, 0 if it is none
     */
    public record Entry(long id, int author, long text, long original, int likes, int retweets) {}

    public Reply {
        entries = List.copyOf(entries);
        people = List.copyOf(people);
    }

    public static Reply nothing(String why) {
        return new Reply(NOTHING, why, null, 0, List.of(), List.of(), null, false);
    }

    public boolean succeeded() {
        return status / 100 == 2;
    }
}
