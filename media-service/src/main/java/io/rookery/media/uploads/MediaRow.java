package io.rookery.media.uploads;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A {@link Media} as it is stored. */
@Entity
@Table(name = "media")
class MediaRow {

    @Id
    private long mediaId;

    private long ownerId;

    @Enumerated(EnumType.STRING)
    private ImageType type;

    private long fileSize;
    private String altText;

    @Enumerated(EnumType.STRING)
    private Media.State state;

    @Enumerated(EnumType.STRING)
    private Media.@Nullable Failure failure;

    @SuppressWarnings("NullAway.Init") // for JPA, which sets the fields
    protected MediaRow() {}

    MediaRow(Media media) {
        this.mediaId = media.mediaId();
        this.ownerId = media.ownerId();
        this.type = media.type();
        this.fileSize = media.fileSize();
        this.altText = media.altText();
        this.state = media.state();
        this.failure = media.failure();
    }

    Media media() {
        return new Media(mediaId, ownerId, type, fileSize, altText, state, failure);
    }
}
