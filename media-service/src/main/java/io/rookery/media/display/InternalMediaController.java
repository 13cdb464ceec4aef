package io.rookery.media.display;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.media.uploads.Media;
import io.rookery.media.uploads.MediaAddresses;
import io.rookery.media.uploads.MediaRepository;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other services ask: ready media only, in the order asked, each once; whatever else was asked for is left out. */
@RestController
@RequestMapping("/internal/media")
class InternalMediaController {

    private final MediaRepository media;
    private final MediaAddresses addresses;

    InternalMediaController(MediaRepository media, MediaAddresses addresses) {
        this.media = media;
        this.addresses = addresses;
    }

    record Cards(List<Card> media) {}

    /** A media as a tweet or a profile shows it. */
    record Card(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long mediaId,
            String type,
            URI url,
            @Nullable String altText) {

        static Card of(Media media, URI url) {
            return new Card(media.mediaId(), "image", url, media.altText().isEmpty() ? null : media.altText());
        }
    }

    /** Which of these an owner may put into a tweet or a profile. */
    @GetMapping
    Cards ofOwner(@RequestParam("owner_id") long ownerId, @RequestParam @Size(min = 1, max = 100) List<Long> ids) {
        return cards(media.ready(ids).stream()
                .filter(ready -> ready.ownerId() == ownerId)
                .toList());
    }

    /** To show them, whoever they belong to. */
    @GetMapping("/cards")
    Cards cardsOf(@RequestParam @Size(min = 1, max = 400) List<Long> ids) {
        return cards(media.ready(ids));
    }

    private Cards cards(List<Media> ready) {
        return new Cards(
                ready.stream().map(shown -> Card.of(shown, addresses.of(shown))).toList());
    }
}
