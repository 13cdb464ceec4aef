package io.rookery.local.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every reply. */
public interface ReplyRule {

    /** Takes all. */
    ReplyRule NONE = (_, _, _, _, _) -> Optional.empty();

    /** What is wrong with a reply, in one line; empty if nothing is. */
    Optional<String> complaint(String method, String path, int status, Map<String, List<String>> headers, byte[] body);
}
