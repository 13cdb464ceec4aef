package io.rookery.user.graph;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a list of followers or followees.
 *
 * @param next the position of the last one, from which the next page goes on; empty at the end of the list
 */
public record FollowPage(List<Long> userIds, OptionalLong next) {

    /** A row of a list: where it stands and who it is. */
    record Position(long followId, long userId) {}

    /** @param rows one more than the page takes, if there is one more */
    static FollowPage of(List<Position> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Position> page = more ? rows.subList(0, limit) : rows;
        return new FollowPage(
                page.stream().map(Position::userId).toList(),
                more ? OptionalLong.of(page.getLast().followId()) : OptionalLong.empty());
    }
}
