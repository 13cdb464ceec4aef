package io.rookery.user.avatars;

import io.rookery.defaults.ids.Snowflake;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks media-service whether a picture is somebody's. */
@Component
public class Avatars {

    private final MediaClient media;

    Avatars(MediaClient media) {
        this.media = media;
    }

    /**
     * The path under which clients find the picture.
     *
     * @param mediaId in decimal
     * @throws MediaNotReadyException if there is no such picture, or if it is not the owner's or not ready
     */
    public String url(long ownerId, String mediaId) {
        long id;
        try {
            id = Snowflake.parse(mediaId);
        } catch (IllegalArgumentException e) {
            throw new MediaNotReadyException(mediaId);
        }
        return media.media(ownerId, List.of(id)).media().stream()
                .filter(item -> item.type().equals("image"))
                .map(MediaClient.Item::url)
                .findFirst()
                .orElseThrow(() -> new MediaNotReadyException(mediaId));
    }
}
