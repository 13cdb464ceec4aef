package io.rookery.user.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Accounts in PostgreSQL. */
@Repository
public class AccountRepository {

    private final AccountRows rows;

    AccountRepository(AccountRows rows) {
        this.rows = rows;
    }

    /**
     * Of several at once for one handle or address, the unique indexes let one through.
     *
     * @throws HandleTakenException if the handle is another account's, in any case of its letters
     * @throws EmailTakenException if the address is
     */
    public Account create(NewAccount account) {
        try {
            return rows.saveAndFlush(new AccountRow(account)).toAccount();
        } catch (DataIntegrityViolationException e) {
            throw switch (constraint(e)) {
                case "users_handle_key" -> new HandleTakenException(account.handle());
                case "users_email_key" -> new EmailTakenException();
                default -> e;
            };
        }
    }

    public Optional<Account> find(long userId) {
        return rows.findById(userId).map(AccountRow::toAccount);
    }

    public Optional<Account> findByHandle(String handle) {
        return Handle.isValid(handle) ? rows.findByHandle(handle).map(AccountRow::toAccount) : Optional.empty();
    }

    /** In no particular order, unknown ones absent. */
    public List<Account> findByHandles(Collection<String> handles) {
        List<String> valid = handles.stream()
                .filter(Handle::isValid)
                .map(handle -> handle.toLowerCase(Locale.ROOT))
                .toList();
        return rows.findByHandles(valid).stream().map(AccountRow::toAccount).toList();
    }

    /** In no particular order, unknown ones absent. */
    public List<Account> findAll(Collection<Long> userIds) {
        return rows.findAllById(userIds).stream().map(AccountRow::toAccount).toList();
    }

    /** @param login a handle or an address */
    public Optional<Credentials> findCredentials(String login) {
        Optional<AccountRow> row = Optional.empty();
        if (Handle.isValid(login)) {
            row = rows.findByHandle(login);
        } else if (Email.isValid(login)) {
            row = rows.findByEmail(login);
        }
        return row.map(found -> new Credentials(found.userId(), found.passwordHash));
    }

    public boolean exists(long userId) {
        return rows.findId(userId).isPresent();
    }

    /** Empty if there is no such account. */
    @Transactional
    public Optional<Account> change(long userId, ProfileChange change) {
        // Before it is read: what an erasure has cleared meanwhile is not written again
        lock(userId);
        Optional<AccountRow> row = rows.findById(userId);
        row.ifPresent(found -> found.change(change));
        return row.map(AccountRow::toAccount);
    }

    /**
     * Makes other transactions that lock the same account wait for the end of this one. Rows that only refer to the
     * account do not wait.
     *
     * @return false if there is no such account
     */
    public boolean lock(long userId) {
        return lock(List.of(userId)).contains(userId);
    }

    /**
     * Locks several accounts as {@link #lock(long)} does, in the order of their ids: who locks two of the same at once
     * waits, and nobody for ever.
     *
     * @return those that are there
     */
    public Set<Long> lock(Collection<Long> userIds) {
        return Set.copyOf(rows.lock(userIds));
    }

    /**
     * Makes an erasure of the account wait for the end of this transaction; nothing else waits.
     *
     * @return false if there is no such account
     */
    public boolean keep(long userId) {
        return rows.keep(userId).isPresent();
    }

    /**
     * Takes everything personal out of an account, after all transactions that lock or keep it; from then on there is no
     * such account, and its handle and address are free. The bare id stays for what refers to it.
     *
     * @return false if there is no such account
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean erase(long userId) {
        if (rows.lockAgainstAll(userId).isEmpty()) {
            return false;
        }
        rows.erase(userId);
        return true;
    }

    /**
     * Removes what {@link #erase} left, and the counts and sessions with it.
     *
     * @throws DataIntegrityViolationException if a follow, block or mute still refers to it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void removeErased(long userId) {
        rows.deleteErased(userId);
    }

    private static String constraint(DataIntegrityViolationException e) {
        return e.getCause() instanceof ConstraintViolationException violation && violation.getConstraintName() != null
                ? violation.getConstraintName()
                : "";
    }
}
