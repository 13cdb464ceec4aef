package io.rookery.fanout.erasure;

import io.rookery.fanout.ErasureClient;
import io.rookery.timelines.TimelineStore;
import org.springframework.stereotype.Service;

/**
 * Erases the account's own timeline, then says so. What the account wrote leaves the timelines of others with its tweets:
 * tweet-service says {@code TweetDeleted} of each, and readers hide them at once.
 */
@Service
class ErasureService {

    private final TimelineStore timelines;
    private final ErasureClient erasures;

    ErasureService(TimelineStore timelines, ErasureClient erasures) {
        this.timelines = timelines;
        this.erasures = erasures;
    }

    /** May be repeated: a worker that dies in between erases and says so again. */
    void erase(long userId) {
        timelines.delete(userId);
        erasures.timelinesErased(userId);
    }
}
