package io.rookery.defaults.web;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Some paths of a service. */
public record PathPatterns(List<PathPattern> patterns) {

    /** @throws org.springframework.web.util.pattern.PatternParseException for what is no pattern */
    public static PathPatterns of(List<String> patterns) {
        return new PathPatterns(
                patterns.stream().map(PathPatternParser.defaultInstance::parse).toList());
    }

    /** @param path encoded as in the request */
    public boolean match(String path) {
        if (patterns.isEmpty()) {
            return false;
        }
        PathContainer parsed = PathContainer.parsePath(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(parsed));
    }
}
