package io.rookery.user.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/**
 * Statements on {@code users}; {@code lower} on both sides is what the unique indexes are on. The native ones say
 * themselves that erased rows do not count.
 */
interface AccountRows extends JpaRepository<AccountRow, Long> {

    @Query("select a from AccountRow a where lower(a.handle) = lower(:handle)")
    Optional<AccountRow> findByHandle(String handle);

    /** @param handles in lower case */
    @Query("select a from AccountRow a where lower(a.handle) in :handles")
    List<AccountRow> findByHandles(Collection<String> handles);

    @Query("select a from AccountRow a where lower(a.email) = lower(:email)")
    Optional<AccountRow> findByEmail(String email);

    @Query("select a.userId from AccountRow a where a.userId = :userId")
    Optional<Long> findId(long userId);

    @Query(value = """
                    select user_id from users where user_id in (:userIds) and erased_at is null
                    order by user_id for no key update
                    """, nativeQuery = true)
    List<Long> lock(Collection<Long> userIds);

    @Query(
            value = "select user_id from users where user_id = :userId and erased_at is null for key share",
            nativeQuery = true)
    Optional<Long> keep(long userId);

    @Query(
            value = "select user_id from users where user_id = :userId and erased_at is null for update",
            nativeQuery = true)
    Optional<Long> lockAgainstAll(long userId);

    @Modifying
    @Query(value = """
                    update users set erased_at = now(), handle = null, email = null, password_hash = null,
                        display_name = null, bio = null, location = null, website = null, avatar_url = null
                    where user_id = :userId
                    """, nativeQuery = true)
    void erase(long userId);

    @Modifying
    @Query(value = "delete from users where user_id = :userId and erased_at is not null", nativeQuery = true)
    void deleteErased(long userId);
}
