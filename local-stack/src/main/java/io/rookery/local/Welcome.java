package io.rookery.local;

import java.net.URI;

/** What a person who has just started the stack needs to use it. */
final class Welcome {

    private static final String SEEDED = """

            Rookery is up: %1$s
            log in as %2$s with password %3$s (all seeded users have it)

            Paste, to log in, read the home timeline and post:
              TOKEN=$(curl -s %1$s/v1/auth/login -H 'Content-Type: application/json' -d '{"login":"%2$s","password":"%3$s"}' | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')
              curl -s %1$s/v1/users/me/timeline -H "Authorization: Bearer $TOKEN"
              curl -s %1$s/v1/tweets -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"content":"Hello from the elm"}'
            """;

    private static final String EMPTY = """

            Rookery is up, without users: %1$s

            Paste, to register, read the home timeline and post:
              TOKEN=$(curl -s %1$s/v1/auth/register -H 'Content-Type: application/json' -d '{"handle":"%2$s","email":"%2$s@rookery.example","password":"%3$s"}' | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')
              curl -s %1$s/v1/users/me/timeline -H "Authorization: Bearer $TOKEN"
              curl -s %1$s/v1/tweets -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"content":"Hello from the elm"}'
            """;

    private Welcome() {}

    static String text(boolean seeded, URI url, String handle, String password) {
        return (seeded ? SEEDED : EMPTY).formatted(url, handle, password);
    }
}
