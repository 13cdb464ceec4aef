package io.rookery.user.avatars;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** media-service, as far as users need it. */
@HttpExchange
interface MediaClient {

    /** Those of the media that are the owner's and ready. */
    @GetExchange("/internal/media")
    Media media(@RequestParam("owner_id") long ownerId, @RequestParam List<Long> ids);

    record Media(List<Item> media) {}

    /**
     * @param type {@code image}, or something else
     * @param url the public path of what was uploaded
     */
    record Item(long mediaId, String type, String url) {}
}
