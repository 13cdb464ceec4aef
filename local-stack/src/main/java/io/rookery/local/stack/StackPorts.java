package io.rookery.local.stack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/** The ports of a stack by name: one for each component, and three more that only the stack itself uses. */
record StackPorts(@JsonValue Map<String, Integer> byName) {

    static final StackPorts NONE = new StackPorts(Map.of());
    static final String KAFKA_CONTROLLER = "kafka-controller";
    static final String CASSANDRA_STORAGE = "cassandra-storage";
    static final String GATEWAY_MANAGEMENT = "api-gateway-management";

    @JsonCreator
    StackPorts {
        byName = Map.copyOf(byName);
    }

    /** Keeps every remembered port that is still free, and takes a new one for each of the others. */
    StackPorts choose(int gatewayPort, IntPredicate isFree, IntSupplier newPort) {
        Map<String, Integer> chosen = new TreeMap<>();
        for (Component component : Component.values()) {
            keepOrRenew(component.title(), isFree, newPort, chosen);
        }
        keepOrRenew(KAFKA_CONTROLLER, isFree, newPort, chosen);
        keepOrRenew(CASSANDRA_STORAGE, isFree, newPort, chosen);
        keepOrRenew(GATEWAY_MANAGEMENT, isFree, newPort, chosen);
        chosen.put(Component.API_GATEWAY.title(), gatewayPort);
        return new StackPorts(chosen);
    }

    private void keepOrRenew(String name, IntPredicate isFree, IntSupplier newPort, Map<String, Integer> chosen) {
        Integer remembered = byName.get(name);
        chosen.put(name, remembered != null && isFree.test(remembered) ? remembered : newPort.getAsInt());
    }

    int of(Component component) {
        return of(component.title());
    }

    int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new StackException(
                    "no port is known for " + name + ": the stack was never started, ./rookery up does that");
        }
        return port;
    }

    /** The same, with some components reached at another port than the one they listen on. */
    StackPorts behind(Map<Component, Integer> entrances) {
        Map<String, Integer> reached = new TreeMap<>(byName);
        entrances.forEach((component, entrance) -> reached.put(component.title(), entrance));
        return new StackPorts(reached);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    String httpUrl(Component component) {
        return "http://127.0.0.1:" + of(component);
    }
}
