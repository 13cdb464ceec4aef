package io.rookery.tweet.media;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** media-service, as far as tweets need it. */
@HttpExchange
interface MediaClient {

    /** The most ids of one call for cards. */
    int MAX_CARDS = 400;

    /** Those that are this owner's and ready. */
    @GetExchange("/internal/media")
    Found ready(@RequestParam("owner_id") long ownerId, @RequestParam List<Long> ids);

    /** Those that are ready. */
    @GetExchange("/internal/media/cards")
    Found cards(@RequestParam List<Long> ids);

    record Found(List<MediaCard> media) {}
}
