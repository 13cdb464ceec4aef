package io.rookery.user.sessions;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Refuses, under this name, a password that is the handle or the e-mail address (OWASP ASVS 5.0, 6.2.11). */
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = PasswordIsName.Validator.class)
@interface PasswordIsName {

    String message() default "must be neither the handle nor the e-mail address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares without regard to case. */
    final class Validator implements ConstraintValidator<PasswordIsName, SessionController.Register> {

        @Override
        public boolean isValid(SessionController.@Nullable Register body, ConstraintValidatorContext context) {
            if (body == null
                    || body.password() == null
                    || !(body.password().equalsIgnoreCase(body.handle())
                            || body.password().equalsIgnoreCase(body.email()))) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("password")
                    .addConstraintViolation();
            return false;
        }
    }
}
