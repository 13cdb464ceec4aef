package io.rookery.tweet.posting;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Wants words or media: a tweet of nothing says nothing. */
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = ContentOrMedia.Validator.class)
@interface ContentOrMedia {

    String message() default "must not be blank without media";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Points to the content. */
    final class Validator implements ConstraintValidator<ContentOrMedia, PostingController.PostTweet> {

        @Override
        public boolean isValid(PostingController.PostTweet body, ConstraintValidatorContext context) {
            if (!body.content().isEmpty() || !body.mediaIds().isEmpty()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("content")
                    .addConstraintViolation();
            return false;
        }
    }
}
