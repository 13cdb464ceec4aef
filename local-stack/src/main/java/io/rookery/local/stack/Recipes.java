package io.rookery.local.stack;

import io.rookery.backends.Cassandra;
import io.rookery.backends.Kafka;
import io.rookery.backends.Launch;
import io.rookery.backends.Postgres;
import io.rookery.backends.Redis;
import io.rookery.backends.S3Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Knows how each component of one stack is run. */
final class Recipes {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final Build build;
    private final StackState state;
    private final Secrets secrets;
    private final StackPorts reached;
    private final ServiceEnvironment wiring;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /** @param entrances ports at which the services reach components that do not listen there themselves */
    Recipes(DataFolder folder, Build build, StackState state, Map<Component, Integer> entrances) {
        this.folder = folder;
        this.build = build;
        this.state = state;
        this.secrets = folder.secrets();
        this.reached = state.ports().behind(entrances);
        this.wiring = new ServiceEnvironment(state.ports(), reached, secrets, folder.signingKeys());
    }

    Recipe of(Component component) {
        StackPorts ports = state.ports();
        int port = ports.of(component);
        return switch (component) {
            case POSTGRES -> Recipe.of(postgres());
            case REDIS -> Recipe.of(new Redis(folder.directory(component), port));
            case KAFKA ->
                Recipe.of(new Kafka(
                        folder.directory(component),
                        port,
                        ports.of(StackPorts.KAFKA_CONTROLLER),
                        reached.of(component)));
            case CASSANDRA ->
                Recipe.of(new Cassandra(folder.directory(component), port, ports.of(StackPorts.CASSANDRA_STORAGE)));
            case S3 ->
                Recipe.of(new S3Store(folder.directory(component), port, secrets.s3AccessKey(), secrets.s3SecretKey()));
            case USER_SERVICE -> serviceWithDatabase(component, ServiceEnvironment.USERS_DATABASE);
            case MEDIA_SERVICE -> serviceWithDatabase(component, ServiceEnvironment.MEDIA_DATABASE);
            case TWEET_SERVICE, TIMELINE_SERVICE, FANOUT_WORKER ->
                new Recipe(() -> launch(component), () -> isReady(port));
            case API_GATEWAY ->
                new Recipe(() -> launch(component), () -> isReady(ports.of(StackPorts.GATEWAY_MANAGEMENT)));
        };
    }

    private Postgres postgres() {
        return new Postgres(
                folder.directory(Component.POSTGRES), state.ports().of(Component.POSTGRES), secrets.postgresPassword());
    }

    private Recipe serviceWithDatabase(Component service, String database) {
        return new Recipe(
                () -> {
                    postgres().createDatabase(database);
                    return launch(service);
                },
                () -> isReady(state.ports().of(service)));
    }

    private Launch launch(Component service) {
        Map<String, String> environment = new HashMap<>(state.settings());
        environment.putAll(wiring.of(service));
        return new Launch(
                service.title(),
                build.command(service, state.settings()),
                environment,
                folder.directory(service),
                folder.log(service));
    }

    private boolean isReady(int port) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(READY_TIMEOUT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
