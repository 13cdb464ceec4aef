package io.rookery.user.passwords;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import com.nulabinc.zxcvbn.StandardDictionaries;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, under this name, what guessers try first (OWASP ASVS 5.0, 6.2.4), in any case of its letters. Known are zxcvbn's
 * 30,000 most used passwords and its English words and names, as far as they are as long as a password must be: 1,090
 * of the former and 12,500 of the latter.
 */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = CommonPassword.Validator.class)
public @interface CommonPassword {

    String message() default "is among the first that are guessed";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks it up, where the operator wants that: the public contract leaves the choice of a password free. */
    final class Validator implements ConstraintValidator<CommonPassword, String> {

        /** What is shorter is refused anyway. */
        private static final int MIN_LENGTH = 10;

        private final Set<String> known;

        Validator(PasswordProperties properties) {
            known = properties.refuseCommon() ? load() : Set.of();
        }

        @Override
        public boolean isValid(@Nullable String password, @Nullable ConstraintValidatorContext context) {
            return password == null || !known.contains(password.toLowerCase(Locale.ROOT));
        }

        static Set<String> load() {
            try {
                return StandardDictionaries.loadAllDictionaries().stream()
                        .flatMap(dictionary -> dictionary.getFrequencies().stream())
                        .filter(word -> word.length() >= MIN_LENGTH)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
