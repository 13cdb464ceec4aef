package io.rookery.user.accounts;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Allows everything but half of a surrogate pair, which JSON can write and no encoding can. */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = WholeCharacters.Validator.class)
public @interface WholeCharacters {

    String message() default "must not contain half of a character";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Tries. */
    final class Validator implements ConstraintValidator<WholeCharacters, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }
    }
}
