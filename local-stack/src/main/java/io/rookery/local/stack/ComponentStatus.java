package io.rookery.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a component is doing.
 *
 * @param pid absent when it does not run
 * @param port on 127.0.0.1
 * @param ready whether it answered a real question just now
 * @param memoryBytes its share of the machine's memory with all its child processes; 0 when it does not run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentStatus(String name, @Nullable Long pid, int port, boolean ready, long memoryBytes) {}
