package io.rookery.user.accounts;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Statements on {@code users}; {@code lower} on both sides is what the unique indexes are on. */
interface AccountRows extends JpaRepository<AccountRow, Long> {

    @Query("select a from AccountRow a where lower(a.handle) = lower(:handle)")
    Optional<AccountRow> findByHandle(String handle);

    @Query("select a from AccountRow a where lower(a.email) = lower(:email)")
    Optional<AccountRow> findByEmail(String email);

    @Query(value = "select user_id from users where user_id = :userId for no key update", nativeQuery = true)
    Optional<Long> lock(long userId);

    @Query("select a.userId from AccountRow a where a.userId = :userId")
    Optional<Long> findId(long userId);
}
