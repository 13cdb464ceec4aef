package io.rookery.test.backends;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Makes the backends of one context; test classes with equal lists may share a context. */
record BackendsCustomizer(List<Class<? extends TestBackend>> types) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (TestBackend backend : start()) {
            properties.putAll(backend.properties());
            context.getBeanFactory().registerSingleton(backend.getClass().getName(), backend);
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test backends", properties));
    }

    private List<TestBackend> start() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<TestBackend>> starting = types.stream()
                    .map(type ->
                            CompletableFuture.<TestBackend>supplyAsync(() -> BeanUtils.instantiateClass(type), threads))
                    .toList();
            return starting.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            String reason = NestedExceptionUtils.getMostSpecificCause(failed).getMessage();
            throw new IllegalStateException("A backend of this test did not start: " + reason, failed);
        }
    }
}
