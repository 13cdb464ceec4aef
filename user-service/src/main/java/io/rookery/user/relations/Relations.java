package io.rookery.user.relations;

import java.util.Set;

/**
 * How one user stands to some others.
 *
 * @param following whom of them the user follows
 * @param followedBy who of them follows the user
 * @param blocking whom of them the user blocks
 * @param blockedBy who of them blocks the user
 * @param muting whom of them the user mutes
 */
public record Relations(
        Set<Long> following, Set<Long> followedBy, Set<Long> blocking, Set<Long> blockedBy, Set<Long> muting) {

    /** To nobody in particular, as to oneself. */
    public static final Relations NONE = new Relations(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** Whether there is a block between the user and this one, whoever set it. */
    public boolean isBlocked(long otherId) {
        return blocking.contains(otherId) || blockedBy.contains(otherId);
    }
}
