package io.rookery.timeline.home;

import io.rookery.timelines.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The ids of a home timeline: pushed ones, those of pulled followees, and the reader's own. */
@Component
class HomeSkeleton {

    private final PushedTweets pushed;
    private final PulledTweets pulled;
    private final GraphClient graph;

    HomeSkeleton(PushedTweets pushed, PulledTweets pulled, GraphClient graph) {
        this.pushed = pushed;
        this.pulled = pulled;
        this.graph = graph;
    }

    /** One read's view of a skeleton: whom to pull is asked once, however many slices the page takes. */
    final class Reader {

        private final long readerId;
        private final List<Long> pulledFollowees;
        private boolean degraded;

        private Reader(long readerId) {
            this.readerId = readerId;
            this.pulledFollowees = graph.pulledFollowees(readerId).followeeIds();
        }

        /** Ids between the two bounds, both exclusive; the newest {@code limit} at least, or all. */
        Slice slice(long before, long after, int limit) {
            PushedTweets.Reading stored = pushed.read(readerId, before, after, limit, this::pushedFollowees);
            degraded |= stored.degraded();
            // The reader's own tweets are never pushed to them: they must show at once, whatever the lag
            List<Long> others =
                    Stream.concat(Stream.of(readerId), pulledFollowees.stream()).toList();
            return Slice.merge(List.of(stored.slice(), pulled.newest(others, before, after, limit)));
        }

        boolean degraded() {
            return degraded;
        }

        private List<Long> pushedFollowees() {
            Set<Long> authors = new HashSet<>(graph.followees(readerId).followeeIds());
            pulledFollowees.forEach(authors::remove);
            return new ArrayList<>(authors);
        }
    }

    Reader of(long readerId) {
        return new Reader(readerId);
    }
}
