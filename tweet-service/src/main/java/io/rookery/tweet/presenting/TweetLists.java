package io.rookery.tweet.presenting;

import io.rookery.defaults.web.Cursor;
import io.rookery.tweet.tweets.TweetPage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages of lists of tweets, refilled where the viewer is not to see some of them. */
@Component
public class TweetLists {

    /** How often a page is refilled before it stays short, which it may. */
    private static final int READS = 3;

    /** Where the tweets of a list come from, newest first. */
    public interface Source {

        /** At most {@code limit} with ids below {@code before}. */
        TweetPage page(long before, int limit);
    }

    private final TweetPresenter presenter;

    TweetLists(TweetPresenter presenter) {
        this.presenter = presenter;
    }

    /**
     * @param name of the list and its owner, for example {@code replies:42}; cursors are bound to it
     * @throws io.rookery.defaults.web.InvalidCursorException if the cursor is not one of this list
     */
    public TweetList page(String name, long viewerId, @Nullable String cursor, int limit, Source source) {
        OptionalLong next = OptionalLong.of(cursor == null ? Long.MAX_VALUE : Cursor.decode(name, cursor, 1)[0]);
        List<TweetBody> tweets = new ArrayList<>();
        for (int reads = 0; reads < READS && next.isPresent() && tweets.size() < limit; reads++) {
            TweetPage page = source.page(next.getAsLong(), limit - tweets.size());
            tweets.addAll(presenter.present(viewerId, page.tweets()));
            next = page.next();
        }
        return new TweetList(tweets, next.isPresent() ? Cursor.encode(name, next.getAsLong()) : null);
    }
}
