package io.rookery.user.sessions;

import io.rookery.defaults.idempotency.Claim;
import io.rookery.defaults.problem.ServiceUnavailableException;
import io.rookery.defaults.security.SecurityProperties;
import io.rookery.user.accounts.Account;
import io.rookery.user.accounts.AccountRepository;
import io.rookery.user.accounts.Credentials;
import io.rookery.user.accounts.EmailTakenException;
import io.rookery.user.accounts.HandleTakenException;
import io.rookery.user.accounts.NewAccount;
import io.rookery.user.attempts.SignInAttempts;
import io.rookery.user.passwords.PasswordHasher;
import io.rookery.user.profiles.ProfileService;
import io.rookery.user.tokens.AccessTokenIssuer;
import io.rookery.user.tokens.TokenProperties;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Registers, logs in, refreshes and logs out. Nothing here is one transaction: a hash takes longer than a connection
 * should be kept, and each statement is whole by itself.
 */
@Service
class SessionService {

    private static final String TOKEN_TYPE = "Bearer";
    private static final Logger log = LoggerFactory.getLogger(SessionService.class);

    private final AccountRepository accounts;
    private final PasswordHasher passwords;
    private final SignInAttempts attempts;
    private final RefreshFamilyRepository families;
    private final AccessTokenIssuer accessTokens;
    private final ProfileService profiles;
    private final TokenProperties properties;
    private final byte[] secret;
    private final InstantSource clock;
    private final SecureRandom random;

    SessionService(
            AccountRepository accounts,
            PasswordHasher passwords,
            SignInAttempts attempts,
            RefreshFamilyRepository families,
            AccessTokenIssuer accessTokens,
            ProfileService profiles,
            TokenProperties properties,
            SecurityProperties security,
            InstantSource clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.families = families;
        this.accessTokens = accessTokens;
        this.profiles = profiles;
        this.properties = properties;
        this.secret = security.internalKey().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes an account and logs it in.
     *
     * @param claim of the request's idempotency key: if an earlier request with it died, the account may be there already
     */
    Session register(String handle, String email, String password, String displayName, Optional<Claim.Granted> claim) {
        String hash = passwords.hash(password);
        try {
            Account account = accounts.create(new NewAccount(handle, email, hash, displayName));
            return begin(account.userId(), hash);
        } catch (HandleTakenException | EmailTakenException taken) {
            Optional<Credentials> made = claim.filter(Claim.Granted::again).flatMap(_ -> own(handle, email));
            if (made.isEmpty() || !passwords.matches(password, made.get().passwordHash())) {
                throw taken;
            }
            return begin(made.get().userId(), made.get().passwordHash());
        }
    }

    /** The account that has both names. */
    private Optional<Credentials> own(String handle, String email) {
        return accounts.findCredentials(handle)
                .filter(byHandle -> accounts.findCredentials(email)
                        .filter(byEmail -> byEmail.userId() == byHandle.userId())
                        .isPresent());
    }

    /**
     * @param login a handle or an e-mail address
     * @throws InvalidCredentialsException after the same time whether there is such a user or not
     * @throws io.rookery.user.attempts.TooManyAttemptsException after too many wrong passwords, be this one right or not
     */
    Session login(String login, String password) {
        attempts.take(login);
        Optional<Credentials> found = accounts.findCredentials(login);
        boolean right;
        try {
            right = passwords.matches(
                    password, found.map(Credentials::passwordHash).orElse(null));
        } catch (ServiceUnavailableException e) {
            attempts.giveBack(login);
            throw e;
        }
        if (!right) {
            log.atInfo()
                    .setMessage("A login failed")
                    .addKeyValue("user_id", found.map(Credentials::userId).orElse(null))
                    .log();
            throw new InvalidCredentialsException();
        }
        attempts.forget(login);
        Credentials credentials = found.orElseThrow();
        return begin(credentials.userId(), credentials.passwordHash());
    }

    /**
     * Exchanges a refresh token for the next. One that was exchanged before has been copied, by whom nobody knows: its
     * whole family ends (RFC 9700, 4.14.2). Only within the first moments it is taken for a second click or for a reply
     * that was lost, and refused without harm.
     *
     * @param claim of the request's idempotency key: if an earlier request with it died after the exchange, the token it
     *     would have answered is made once more
     */
    Session refresh(String refreshToken, Optional<Claim.Granted> claim) {
        RefreshToken presented = RefreshToken.parse(refreshToken).orElseThrow(InvalidRefreshTokenException::new);
        RefreshToken next =
                claim.map(granted -> presented.next(secret, granted.id())).orElseGet(() -> presented.next(random));
        Instant now = clock.instant();
        Optional<Long> userId = families.rotate(presented, next, now, now.plus(properties.refreshLifetime()));
        if (userId.isEmpty() && claim.filter(Claim.Granted::again).isPresent()) {
            userId = families.holder(next, now);
        }
        if (userId.isEmpty()) {
            if (families.endReused(presented, now.minus(properties.reuseGrace()), now)) {
                log.atInfo()
                        .setMessage("A refresh token was used twice or too late, its session ended")
                        .addKeyValue("session_id", presented.sessionId())
                        .log();
            }
            throw new InvalidRefreshTokenException();
        }
        return session(userId.get(), next);
    }

    /** Ends the session the token comes from; an unknown token is no error. */
    void logout(String refreshToken) {
        RefreshToken.parse(refreshToken).ifPresent(token -> {
            if (families.end(token, clock.instant())) {
                log.atInfo()
                        .setMessage("A session ended by logout")
                        .addKeyValue("session_id", token.sessionId())
                        .log();
            }
        });
    }

    private Session begin(long userId, String passwordHash) {
        RefreshToken token = RefreshToken.first(random);
        Instant expiresAt = clock.instant().plus(properties.refreshLifetime());
        if (!families.begin(token, userId, passwordHash, expiresAt)) {
            throw new InvalidCredentialsException();
        }
        log.atInfo()
                .setMessage("A session began")
                .addKeyValue("user_id", userId)
                .addKeyValue("session_id", token.sessionId())
                .log();
        return session(userId, token);
    }

    private Session session(long userId, RefreshToken refreshToken) {
        return new Session(
                profiles.own(userId),
                accessTokens.issue(userId, refreshToken.sessionId()),
                TOKEN_TYPE,
                accessTokens.lifetime().toSeconds(),
                refreshToken.text());
    }
}
