package io.rookery.test.backends;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Starts these backends, side by side, before the Spring context of a test, sets their properties in its environment
 * and makes each a bean of it.
 *
 * <p>Before the context and not by a {@code DynamicPropertyRegistrar} in it: those run after the embedded web server has
 * made its filters, which by then have read the settings of security.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextCustomizerFactories(BackendsCustomizerFactory.class)
public @interface WithBackends {

    /** The backends, in any order; where two set the same property the later one wins. */
    Class<? extends TestBackend>[] value();
}
