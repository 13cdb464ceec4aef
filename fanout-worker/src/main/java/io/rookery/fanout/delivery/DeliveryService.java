package io.rookery.fanout.delivery;

import io.rookery.fanout.AuthorClient;
import io.rookery.fanout.FanoutProperties;
import io.rookery.fanout.delivery.FollowerPage.News;
import io.rookery.timelines.AuthoredStore;
import io.rookery.timelines.TimelineStore;
import io.rookery.timelines.TombstoneStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Brings tweets to the followers of their author, a page of followers at a time. Each page is done, then the next one is put
 * into the queue for whichever worker is free, then the event is over. Every effect may be repeated, so a worker that dies
 * loses nothing and repeats a page at most.
 */
@Service
class DeliveryService {

    /** Entries written with the event itself: some milliseconds, so that nobody in its partition waits for a large author. */
    private static final int AT_ONCE = 1_000;

    /** Entries of a page: a tenth of a second, for which other pages wait, and which is done again when a worker dies. */
    private static final int OF_PAGE = 10_000;

    private final AuthorClient authors;
    private final TimelineStore timelines;
    private final AuthoredStore authored;
    private final TombstoneStore tombstones;
    private final PageQueue pages;
    private final FanoutProperties settings;
    private final DeliveryMetrics metrics;

    DeliveryService(
            AuthorClient authors,
            TimelineStore timelines,
            AuthoredStore authored,
            TombstoneStore tombstones,
            PageQueue pages,
            FanoutProperties settings,
            DeliveryMetrics metrics) {
        this.authors = authors;
        this.timelines = timelines;
        this.authored = authored;
        this.tombstones = tombstones;
        this.pages = pages;
        this.settings = settings;
        this.metrics = metrics;
    }

    void deliver(DeliveryPlan plan) {
        plan.deleted().forEach(this::withdraw);
        plan.posted().entrySet().stream()
                // Nobody waits for an author who posts in a loop
                .sorted(Comparator.comparingInt(posted -> posted.getValue().size()))
                .forEach(posted -> deliver(posted.getKey(), posted.getValue()));
    }

    private void deliver(long authorId, Set<Long> tweetIds) {
        authors.deliveryIfThere(authorId, followers(AT_ONCE, tweetIds)).ifPresent(delivery -> {
            if (delivery.everPulled()) {
                authored.push(tweetIds, authorId);
            }
            if (delivery.markOwed()) {
                pages.add(new FollowerPage(News.PULLED, authorId, 0, Set.of()));
                authors.pullMarked(authorId);
            }
            if (delivery.mode() == AuthorClient.Mode.PULL) {
                metrics.leftToPull(tweetIds.size());
            }
            List<Long> readers = new ArrayList<>(delivery.followerIds());
            readers.add(authorId); // one's own tweets are in one's timeline
            tell(new FollowerPage(News.POSTED, authorId, 0, tweetIds), readers, delivery.nextAfter());
        });
    }

    /** Readers hide a deleted tweet at once; this only frees its place. */
    private void withdraw(long authorId, Set<Long> tweetIds) {
        tweetIds.forEach(tombstones::add);
        authored.remove(tweetIds, authorId);
        timelines.remove(tweetIds, List.of(authorId));
        deliver(new FollowerPage(News.DELETED, authorId, 0, tweetIds), AT_ONCE);
    }

    /** Memory does not grow with an author's followers: one page at a time. */
    void deliver(FollowerPage page) {
        deliver(page, OF_PAGE);
    }

    private void deliver(FollowerPage page, int entries) {
        AuthorClient.Followers followers =
                authors.followers(page.authorId(), page.after(), followers(entries, page.tweetIds()));
        tell(page, followers.followerIds(), followers.nextAfter());
    }

    /** The more tweets go to each follower, the fewer followers are one page. */
    private int followers(int entries, Set<Long> tweetIds) {
        return Math.clamp(entries / Math.max(1, tweetIds.size()), 1, settings.followerPage());
    }

    private void tell(FollowerPage page, List<Long> readerIds, @Nullable Long nextAfter) {
        switch (page.news()) {
            case POSTED ->
                metrics.pushed(timelines.push(page.tweetIds(), readerIds)
                        * page.tweetIds().size());
            case DELETED -> timelines.remove(page.tweetIds(), readerIds);
            case PULLED -> timelines.addPulled(page.authorId(), readerIds);
        }
        if (nextAfter != null) {
            pages.add(page.next(nextAfter));
        }
    }
}
