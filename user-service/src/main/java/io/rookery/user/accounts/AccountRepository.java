package io.rookery.user.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Repository;
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
        return rows.lock(userId).isPresent();
    }

    private static String constraint(DataIntegrityViolationException e) {
        return e.getCause() instanceof ConstraintViolationException violation && violation.getConstraintName() != null
                ? violation.getConstraintName()
                : "";
    }
}
