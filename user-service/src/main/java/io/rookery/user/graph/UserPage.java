package io.rookery.user.graph;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a list of users: followers, followees, blocked or muted ones.
 *
 * @param next the position of the last one, from which the next page goes on; empty at the end of the list
 */
public record UserPage(List<Long> userIds, OptionalLong next) {

    public static final UserPage EMPTY = new UserPage(List.of(), OptionalLong.empty());

    /** A row of a list: where it stands and who it is. */
    public record Position(long position, long userId) {}

    /** @param rows one more than the page takes, if there is one more */
    public static UserPage of(List<Position> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Position> page = more ? rows.subList(0, limit) : rows;
        return new UserPage(
                page.stream().map(Position::userId).toList(),
                more ? OptionalLong.of(page.getLast().position()) : OptionalLong.empty());
    }
}
