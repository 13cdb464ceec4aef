package io.rookery.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What happens. Printed as it is written in {@link RegressionsIT}. */
record History(List<Step> steps) {

    static History history(Step... steps) {
        return new History(List.of(steps));
    }

    @Override
    public String toString() {
        return steps.stream().map(History::source).collect(Collectors.joining(", ", "history(", ")"));
    }

    private static String source(Step step) {
        return Arrays.stream(step.getClass().getRecordComponents())
                .map(component -> value(step, component))
                .collect(Collectors.joining(", ", "new " + step.getClass().getSimpleName() + "(", ")"));
    }

    private static String value(Step step, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(step);
            return value instanceof Enum<?> ? value.getClass().getSimpleName() + "." + value : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
