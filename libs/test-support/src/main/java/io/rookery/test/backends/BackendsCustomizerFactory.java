package io.rookery.test.backends;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Reads {@link WithBackends} from a test class, the classes around it and those it extends. */
final class BackendsCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configurations) {
        WithBackends wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, WithBackends.class);
        return wanted == null ? null : new BackendsCustomizer(List.of(wanted.value()));
    }
}
