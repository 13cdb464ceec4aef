package io.rookery.user.erasure;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.rookery.defaults.problem.InvalidParameterException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where services say that they have erased a user, and where one sees who has not. */
@RestController
@RequestMapping("/internal/erasures/{user_id}")
class InternalErasureController {

    private final ErasureService erasures;

    InternalErasureController(ErasureService erasures) {
        this.erasures = erasures;
    }

    /** @param completedAt when all four were done */
    record ErasureProgress(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
            Instant requestedAt,
            Erased erased,
            @Nullable Instant completedAt) {

        static ErasureProgress of(Erasure erasure) {
            Map<Store, Instant> erased = erasure.erased();
            return new ErasureProgress(
                    erasure.userId(),
                    erasure.requestedAt(),
                    new Erased(
                            erased.get(Store.USERS),
                            erased.get(Store.TWEETS),
                            erased.get(Store.MEDIA),
                            erased.get(Store.TIMELINES)),
                    erasure.completedAt());
        }
    }

    /** When each was done; absent before. */
    record Erased(
            @Nullable Instant users,
            @Nullable Instant tweets,
            @Nullable Instant media,
            @Nullable Instant timelines) {}

    @GetMapping
    ErasureProgress progress(@PathVariable("user_id") long userId) {
        return ErasureProgress.of(erasures.find(userId));
    }

    /** Idempotent. */
    @PutMapping("/{store}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void done(@PathVariable("user_id") long userId, @PathVariable String store) {
        erasures.done(
                userId,
                switch (store) {
                    case "tweets" -> Store.TWEETS;
                    case "media" -> Store.MEDIA;
                    case "timelines" -> Store.TIMELINES;
                    default ->
                        throw new InvalidParameterException("There is no other service that keeps " + store + ".");
                });
    }
}
