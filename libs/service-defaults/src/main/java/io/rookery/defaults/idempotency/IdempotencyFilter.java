package io.rookery.defaults.idempotency;

import io.rookery.defaults.problem.Infrastructure;
import io.rookery.defaults.problem.PayloadTooLargeException;
import io.rookery.defaults.problem.ProblemException;
import io.rookery.defaults.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does a POST under {@code /v1} once for each {@code Idempotency-Key}, and answers those sent again with the reply of the
 * first. Stands behind Spring Security, since a key belongs to its caller.
 *
 * <p>The order of steps, and what a crash leaves behind:
 *
 * <ol>
 *   <li>The key is claimed. Crash: nothing was done; once the claim's lease has ended the next request does it.
 *   <li>The request is done. Crash, now or in the middle: the next request after the lease does it again, and is told so
 *       ({@link Claim.Granted#again}) along with the same claim id, by which a service recognises what it made before.
 *   <li>The reply is stored. Crash: the client has no reply, asks again and gets the stored one.
 *   <li>The reply is sent. Nobody gets a reply that a later request could contradict.
 * </ol>
 *
 * Where storing fails the reply is sent nevertheless: what it says is true, and the client need not ask again.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

    /** Characters of a key; the contract's figure. */
    private static final int MAX_KEY = 255;

    /** Characters; no operation has a path this long. */
    private static final int MAX_PATH = 512;

    /** Bytes of a reply that is stored. Ours are a hundredth of it; the bound is for the store. */
    private static final int MAX_REPLY = 1024 * 1024;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final IdempotencyStore store;
    private final IdempotencySecrets secrets;
    private final Problems problems;

    IdempotencyFilter(IdempotencyStore store, IdempotencySecrets secrets, Problems problems) {
        this.store = store;
        this.secrets = secrets;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || request.getHeader(IdempotencyHeaders.KEY) == null
                || !request.getRequestURI().startsWith("/v1/")
                || request.getRequestURI().length() > MAX_PATH;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(IdempotencyHeaders.KEY);
        if (!isValid(key)) {
            problems.write(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    "invalid_idempotency_key",
                    "Idempotency-Key must be 1 to " + MAX_KEY + " visible ASCII characters.");
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (PayloadTooLargeException e) {
            ProblemException problem = e.problem();
            problems.write(request, response, problem.status(), problem.code(), problem.detail());
            return;
        }
        String scope = String.join(" ", caller(), request.getMethod(), request.getRequestURI(), key);
        var sent = new IdempotentRequest(scope, secrets.fingerprint(scope, body));
        Claim claim;
        try {
            claim = store.claim(sent);
        } catch (RuntimeException e) {
            if (!Infrastructure.isFault(e)) {
                throw e;
            }
            log.atWarn()
                    .setMessage("No idempotency key can be claimed")
                    .addKeyValue("reason", e.toString())
                    .log();
            problems.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service_unavailable",
                    "Something this request needs is unavailable, try again.");
            return;
        }
        switch (claim) {
            case Claim.Granted granted -> perform(sent, granted, new BufferedRequest(request, body), response, chain);
            case Claim.Done(StoredReply reply) -> replay(sent, reply, response);
            case Claim.InProgress() -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                problems.write(
                        request,
                        response,
                        HttpStatus.CONFLICT,
                        "idempotency_in_progress",
                        "A request with this Idempotency-Key is still being done.");
            }
            case Claim.Reused() ->
                problems.write(
                        request,
                        response,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency_key_reused",
                        "This Idempotency-Key was used for a request with another body.");
        }
    }

    private void perform(
            IdempotentRequest sent,
            Claim.Granted claim,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        CurrentClaim.set(request, claim);
        var reply = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, reply);
            done = isFinal(reply);
        } finally {
            settle(sent, claim, reply, done);
        }
        reply.copyBodyToResponse();
    }

    /** Stores the reply, or gives the key back; that neither is possible changes nothing for this request. */
    private void settle(
            IdempotentRequest sent, Claim.Granted claim, ContentCachingResponseWrapper reply, boolean done) {
        try {
            if (done) {
                store.complete(
                        sent,
                        claim,
                        new StoredReply(
                                reply.getStatus(),
                                reply.getContentType(),
                                reply.getHeader(HttpHeaders.LOCATION),
                                secrets.encrypt(sent.scope(), reply.getContentAsByteArray())));
            } else {
                store.release(sent, claim);
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .setMessage("What became of a request with an idempotency key was not stored; its claim runs out")
                    .addKeyValue("reason", e.toString())
                    .log();
        }
    }

    /** A 5xx or 429 passes, and a committed reply (the container's error page) has left nothing to keep. */
    private static boolean isFinal(ContentCachingResponseWrapper reply) {
        int status = reply.getStatus();
        return status < 500
                && status != HttpStatus.TOO_MANY_REQUESTS.value()
                && !reply.isCommitted()
                && reply.getContentSize() <= MAX_REPLY;
    }

    private void replay(IdempotentRequest sent, StoredReply reply, HttpServletResponse response) throws IOException {
        byte[] body = secrets.decrypt(sent.scope(), reply.body());
        response.setStatus(reply.status());
        response.setHeader(IdempotencyHeaders.REPLAYED, "true");
        if (reply.status() == HttpStatus.UNAUTHORIZED.value()) {
            // RFC 9110, 15.5.2: every 401 says how to authenticate
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (reply.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, reply.location());
        }
        if (reply.contentType() != null) {
            response.setContentType(reply.contentType());
        }
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static boolean isValid(String key) {
        return !key.isEmpty() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static String caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? token.getName()
                : "-";
    }
}
