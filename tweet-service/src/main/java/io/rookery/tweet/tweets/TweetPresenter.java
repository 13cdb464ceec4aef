package io.rookery.tweet.tweets;

import io.rookery.tweet.authors.AuthorCard;
import io.rookery.tweet.authors.Authors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Puts the authors to tweets, one look-up for a whole page. */
@Component
class TweetPresenter {

    private final Authors authors;

    TweetPresenter(Authors authors) {
        this.authors = authors;
    }

    TweetBody present(Tweet tweet) {
        return present(List.of(tweet)).getFirst();
    }

    List<TweetBody> present(List<Tweet> tweets) {
        Map<Long, AuthorCard> cards =
                authors.cards(tweets.stream().map(Tweet::authorId).toList());
        return tweets.stream()
                .map(tweet -> TweetBody.of(tweet, Objects.requireNonNull(cards.get(tweet.authorId()))))
                .toList();
    }
}
