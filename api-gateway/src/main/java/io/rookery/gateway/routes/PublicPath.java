package io.rookery.gateway.routes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One line of the table of all paths that exist for clients.
 *
 * @param service whose they are; null if the gateway answers itself
 * @param needsToken whether only signed-in users may ask
 */
public record PublicPath(PathPattern pattern, @Nullable Service service, boolean needsToken) {

    /** The first line that fits wins. */
    private static final List<PublicPath> TABLE = List.of(
            open("/.well-known/jwks.json", Service.USER),
            open("/docs/**", null),
            open("/media/*/*", Service.MEDIA),
            open("/v1/auth/**", Service.USER),
            signedIn("/v1/users/*/timeline", Service.TIMELINE),
            signedIn("/v1/users/*/tweets", Service.TWEET),
            signedIn("/v1/users/*/likes", Service.TWEET),
            signedIn("/v1/bookmarks/**", Service.TWEET),
            signedIn("/v1/users/**", Service.USER),
            signedIn("/v1/tweets/**", Service.TWEET),
            signedIn("/v1/media/**", Service.MEDIA));

    /**
     * Segments of unreserved characters, none empty, none "." or "..". Ids, handles and words need no more, and what has
     * only one spelling cannot mean one thing here and another in a service.
     */
    private static final Pattern PLAIN = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]++)++");

    /**
     * Looks up a path as it was sent: percent-encoded characters, parameters ({@code ;}), dots and double slashes are not
     * resolved but make it unknown.
     */
    public static Optional<PublicPath> of(String rawPath) {
        if (!PLAIN.matcher(rawPath).matches()) {
            return Optional.empty();
        }
        PathContainer path = PathContainer.parsePath(rawPath);
        return TABLE.stream().filter(line -> line.pattern.matches(path)).findFirst();
    }

    private static PublicPath open(String pattern, @Nullable Service service) {
        return new PublicPath(PathPatternParser.defaultInstance.parse(pattern), service, false);
    }

    private static PublicPath signedIn(String pattern, Service service) {
        return new PublicPath(PathPatternParser.defaultInstance.parse(pattern), service, true);
    }
}
