package io.rookery.defaults.web;

import io.rookery.defaults.ids.Snowflake;
import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Keeps Spring from being generous: where the converter of ids refuses a text, Spring would go on to its own editor of
 * numbers, which takes {@code -1}, {@code +1} and {@code 0x1}.
 */
@ControllerAdvice
final class StrictIds {

    @InitBinder
    void ids(WebDataBinder binder) {
        binder.registerCustomEditor(Long.class, new IdEditor());
        binder.registerCustomEditor(long.class, new IdEditor());
    }

    private static final class IdEditor extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            setValue(Snowflake.parse(text));
        }
    }
}
