package io.rookery.media.uploads;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Media in PostgreSQL. Every method is one short transaction; changes of state hold only from the state they name. */
@Repository
public class MediaRepository {

    private final EntityManager entities;

    MediaRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Adds a media that awaits its upload. */
    @Transactional
    Media add(long ownerId, ImageType type, long fileSize, String altText) {
        long id = (Long)
                entities.createNativeQuery("SELECT next_id()", Long.class).getSingleResult();
        Media media = new Media(id, ownerId, type, fileSize, altText, Media.State.AWAITING_UPLOAD, null);
        entities.persist(new MediaRow(media));
        return media;
    }

    /** Also finds deleted ones, until the sweep. */
    @Transactional(readOnly = true)
    Optional<Media> find(long mediaId) {
        return Optional.ofNullable(entities.find(MediaRow.class, mediaId)).map(MediaRow::media);
    }

    /** Of these the ones that are ready, in the order asked, each once. */
    @Transactional(readOnly = true)
    public List<Media> ready(Collection<Long> mediaIds) {
        Map<Long, Media> ready = entities.createQuery(
                        "SELECT m FROM MediaRow m WHERE m.mediaId IN :ids AND m.state = READY", MediaRow.class)
                .setParameter("ids", mediaIds)
                .getResultStream()
                .map(MediaRow::media)
                .collect(Collectors.toMap(Media::mediaId, media -> media));
        return mediaIds.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(ready.get(id)).stream())
                .toList();
    }

    /**
     * Ends the wait for an upload. Does nothing if something else has ended it.
     *
     * @param failure null if all is well
     */
    @Transactional
    void settle(long mediaId, Media.@Nullable Failure failure) {
        entities.createQuery("""
                        UPDATE MediaRow m SET m.state = :state, m.failure = :failure
                        WHERE m.mediaId = :id AND m.state = AWAITING_UPLOAD""")
                .setParameter("state", failure == null ? Media.State.READY : Media.State.FAILED)
                .setParameter("failure", failure)
                .setParameter("id", mediaId)
                .executeUpdate();
    }

    @Transactional
    void describe(long mediaId, String altText) {
        entities.createQuery("UPDATE MediaRow m SET m.altText = :altText WHERE m.mediaId = :id")
                .setParameter("altText", altText)
                .setParameter("id", mediaId)
                .executeUpdate();
    }

    /** Makes a media one that nobody finds any more; its object is still there. */
    @Transactional
    void markDeleted(long mediaId) {
        entities.createQuery("UPDATE MediaRow m SET m.state = DELETED WHERE m.mediaId = :id")
                .setParameter("id", mediaId)
                .executeUpdate();
    }

    /** Makes all media of an owner such that nobody finds them any more, and forgets what the owner wrote about them. */
    @Transactional
    public void markAllDeleted(long ownerId) {
        entities.createQuery("UPDATE MediaRow m SET m.state = DELETED, m.altText = '' WHERE m.ownerId = :owner")
                .setParameter("owner", ownerId)
                .executeUpdate();
    }

    /** The oldest media of an owner above this id, deleted ones too. */
    @Transactional(readOnly = true)
    public List<Long> ofOwner(long ownerId, long above, int limit) {
        return entities.createQuery("""
                        SELECT m.mediaId FROM MediaRow m
                        WHERE m.ownerId = :owner AND m.mediaId > :above ORDER BY m.mediaId""", Long.class)
                .setParameter("owner", ownerId)
                .setParameter("above", above)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Marks all media below this id that are not ready, so that none of them can become ready from now on. */
    @Transactional
    void markAbandoned(long below) {
        entities.createQuery("""
                        UPDATE MediaRow m SET m.state = DELETED
                        WHERE m.mediaId < :below AND m.state IN (AWAITING_UPLOAD, FAILED)""").setParameter("below", below).executeUpdate();
    }

    /** The oldest deleted media below this id. */
    @Transactional(readOnly = true)
    List<Long> deleted(long below, int limit) {
        return entities.createQuery("""
                        SELECT m.mediaId FROM MediaRow m
                        WHERE m.mediaId < :below AND m.state = DELETED ORDER BY m.mediaId""", Long.class)
                .setParameter("below", below)
                .setMaxResults(limit)
                .getResultList();
    }

    @Transactional
    void remove(long mediaId) {
        entities.createQuery("DELETE FROM MediaRow m WHERE m.mediaId = :id")
                .setParameter("id", mediaId)
                .executeUpdate();
    }
}
