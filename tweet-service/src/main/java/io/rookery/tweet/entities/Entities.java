package io.rookery.tweet.entities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a text says besides its words, each in the order of the text. Offsets are code points of the NFC text; the end is
 * exclusive, the sign belongs to it.
 */
@Schema(
        name = "Entities",
        requiredProperties = {"hashtags", "mentions", "urls"})
public record Entities(List<Hashtag> hashtags, List<Mention> mentions, List<Url> urls) {

    public static final Entities NONE = new Entities(List.of(), List.of(), List.of());

    public Entities {
        hashtags = List.copyOf(hashtags);
        mentions = List.copyOf(mentions);
        urls = List.copyOf(urls);
    }

    /** @param text without its sign */
    @Schema(
            name = "Hashtag",
            requiredProperties = {"text", "start", "end"})
    public record Hashtag(
            @Schema(example = "rookery") String text,
            @Schema(example = "6") int start,
            @Schema(example = "14") int end) {}

    /**
     * @param handle as it was written, without its sign
     * @param userId absent if there was no such user, or if it could not be found out when the tweet was posted
     */
    @Schema(
            name = "Mention",
            requiredProperties = {"handle", "start", "end"})
    public record Mention(
            @Schema(example = "ada") String handle,

            @JsonFormat(shape = JsonFormat.Shape.STRING)
            @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "1929145904133046279")
            @Nullable
            Long userId,

            @Schema(example = "0") int start,
            @Schema(example = "4") int end) {}

    /** @param url as it was written; one that begins with {@code www.} has no scheme */
    @Schema(
            name = "Link",
            requiredProperties = {"url", "start", "end"})
    public record Url(
            @Schema(example = "https://example.com/") String url,
            @Schema(example = "15") int start,
            @Schema(example = "35") int end) {}

    @JsonIgnore
    public boolean isEmpty() {
        return hashtags.isEmpty() && mentions.isEmpty() && urls.isEmpty();
    }

    /** @param userIds by handle in lower case */
    public Entities mentioning(Map<String, Long> userIds) {
        List<Mention> known = mentions.stream()
                .map(mention -> new Mention(
                        mention.handle(),
                        userIds.get(mention.handle().toLowerCase(Locale.ROOT)),
                        mention.start(),
                        mention.end()))
                .toList();
        return new Entities(hashtags, known, urls);
    }
}
