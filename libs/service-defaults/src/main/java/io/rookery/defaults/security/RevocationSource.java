package io.rookery.defaults.security;

import java.util.Collection;

/** Where the list of revoked sessions comes from: over HTTP, or for the service that owns it a bean of its own. */
@FunctionalInterface
public interface RevocationSource {

    /** The ids of all sessions whose access tokens are to be refused; asked for each second. */
    Collection<String> sessionIds();
}
