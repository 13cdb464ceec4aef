package io.rookery.tweet.authors;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tweet shows of its author.
 *
 * @param handle absent if the account is gone, or if user-service cannot be asked and was not asked recently
 */
@Schema(name = "Author", requiredProperties = "user_id")
public record AuthorCard(
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = "string", pattern = "^[0-9]{1,19}$", example = "1929145904133046279")
        long userId,

        @Schema(example = "ada") @Nullable String handle,
        @Schema(example = "Ada Lovelace") @Nullable String displayName,

        @Schema(example = "https://api.example.org/media/2006515713438650370/original") @Nullable
        String avatarUrl) {

    static AuthorCard unknown(long userId) {
        return new AuthorCard(userId, null, null, null);
    }
}
