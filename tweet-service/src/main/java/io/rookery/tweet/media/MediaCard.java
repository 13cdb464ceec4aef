package io.rookery.tweet.media;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tweet shows of a picture or a film.
 *
 * @param type {@code image}, or {@code unknown} if it is gone or media-service cannot be asked; more may come
 * @param url path of the original
 * @param previewUrl path of a smaller one
 * @param width in pixels
 * @param height in pixels
 */
@Schema(
        name = "TweetMedia",
        requiredProperties = {"media_id", "type"})
public record MediaCard(
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "2006515713438650370")
        long mediaId,

        @Schema(example = "image") String type,

        @Schema(example = "https://api.example.org/media/2006515713438650370/original") @Nullable
        String url,

        @Schema(example = "https://api.example.org/media/2006515713438650370/preview") @Nullable
        String previewUrl,

        @Schema(example = "1200") @Nullable Integer width,
        @Schema(example = "800") @Nullable Integer height,

        @Schema(example = "Two rooks on a chimney") @Nullable
        String altText,

        @Schema(example = "LEHV6nWB2yk8pyo0adR*.7kCMdnj") @Nullable
        String blurhash) {

    static MediaCard unknown(long mediaId) {
        return new MediaCard(mediaId, "unknown", null, null, null, null, null, null);
    }
}
