package io.rookery.local;

import io.rookery.backends.Ports;
import io.rookery.local.seed.SeedWorld;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.DataFolder;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link LocalStack} as a parameter: one for all tests of this JVM, started when the first asks for
 * it and gone, with its data, after the last. A test that stops a component starts it again.
 */
public final class LocalStackExtension implements ParameterResolver {

    /** A web page that may call the API. */
    static final String ORIGIN = "https://app.example.org";

    private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedStack.class, _ -> new SharedStack(), SharedStack.class)
                .stack;
    }

    /** Closed by JUnit with the root context. */
    private static final class SharedStack implements AutoCloseable {

        private final LocalStack stack;

        SharedStack() {
            stack = LocalStack.of(
                    DataFolder.at(newFolder()),
                    Build.current(),
                    Map.of(
                            "ROOKERY_PUSH_LIMIT",
                            Integer.toString(SeedWorld.PUSH_LIMIT),
                            // All tests come from one address
                            "ROOKERY_RATE_LIMIT_SCALE",
                            "1000",
                            "ROOKERY_CORS_ORIGINS",
                            ORIGIN));
            stack.start(Ports.free(), ProgressListener.NONE);
        }

        @Override
        public void close() {
            stack.delete(ProgressListener.NONE);
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("rookery");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
