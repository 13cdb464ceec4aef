package io.rookery.test.backends;

import java.util.Map;

/**
 * Something outside the Spring context that a test needs: a server, or a stand-in for another service.
 *
 * <p>Name it in {@link WithBackends}: its constructor, which takes no parameters, runs before the context is made and
 * returns when the backend answers. Each context has an instance of its own, which is also a bean of it.
 */
public interface TestBackend {

    /** What the context must know to reach it, by the names of the deployment's environment variables. */
    Map<String, String> properties();
}
