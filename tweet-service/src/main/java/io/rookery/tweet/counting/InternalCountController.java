package io.rookery.tweet.counting;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What user-service shows of authors. */
@RestController
class InternalCountController {

    private final AuthorTweetsRepository authorTweets;

    InternalCountController(AuthorTweetsRepository authorTweets) {
        this.authorTweets = authorTweets;
    }

    record Counts(List<AuthorCount> authors) {}

    record AuthorCount(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long authorId, long tweetsCount) {}

    /** Of all asked for, in their order; replies, quotes and retweets are tweets. A second or so behind. */
    @GetMapping("/internal/tweets/counts")
    Counts counts(@RequestParam("author_ids") @Size(min = 1, max = 100) List<Long> authorIds) {
        List<Long> distinct = authorIds.stream().distinct().toList();
        Map<Long, Long> counts = authorTweets.counts(distinct);
        return new Counts(distinct.stream()
                .map(id -> new AuthorCount(id, Objects.requireNonNull(counts.get(id))))
                .toList());
    }
}
