package io.rookery.fanout.erasure;

import io.rookery.fanout.ErasureClient;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.TimelineStore;
import org.springframework.stereotype.Service;

/**
 * Erases the account's own timeline and the list of its tweets, then says so. What the account wrote leaves the timelines of others with its tweets:
 * tweet-service says {@code TweetDeleted} of each, and readers hide them at once.
 */
@Service
class ErasureService {

    private final TimelineStore timelines;
    private final AuthoredStore authored;
    private final ErasureClient erasures;

    ErasureService(TimelineStore timelines, AuthoredStore authored, ErasureClient erasures) {
        this.timelines = timelines;
        this.authored = authored;
        this.erasures = erasures;
    }

    /** May be repeated: a worker that dies in between erases and says so again. */
    void erase(long userId) {
        timelines.delete(userId);
        authored.delete(userId);
        erasures.timelinesErased(userId);
    }
}
