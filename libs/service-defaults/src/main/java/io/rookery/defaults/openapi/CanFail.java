package io.rookery.defaults.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a problem an operation answers beyond those that every operation may; for the published document. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(CanFail.All.class)
public @interface CanFail {

    /** HTTP status, 400 or above. */
    int status();

    /** The problem's {@code code}. */
    String code();

    /** Several of them. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        CanFail[] value();
    }
}
