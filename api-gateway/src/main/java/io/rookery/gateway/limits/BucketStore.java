package io.rookery.gateway.limits;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.rookery.gateway.limits.TokenBucket.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * The buckets all instances share, in Redis: one script and one round trip for each request. Connects when first asked,
 * and never blocks; while there is no connection every call fails at once.
 */
final class BucketStore implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

    /** Commands that may wait for a Redis that has stopped answering. */
    private static final int MAX_WAITING = 10_000;

    private static final String TAKE = "1";
    private static final String GIVE_BACK = "-1";

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final String keyPrefix;
    private final String script;
    private final String scriptSha;
    private final AtomicReference<CompletableFuture<StatefulRedisConnection<String, String>>> connection =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("Nobody has asked yet")));

    BucketStore(String url, String keyPrefix) {
        this.uri = RedisURI.create(url);
        this.keyPrefix = keyPrefix;
        this.script = script();
        this.scriptSha = sha1(script);
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RECONNECT_PAUSE))
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
    }

    /** @param caller with the group it is the key; fails with any exception of Lettuce, and has no timeout of its own */
    Mono<Level> take(LimitGroup group, String caller, TokenBucket bucket) {
        return run(group, caller, bucket, TAKE);
    }

    Mono<Level> giveBack(LimitGroup group, String caller, TokenBucket bucket) {
        return run(group, caller, bucket, GIVE_BACK);
    }

    String key(LimitGroup group, String caller) {
        return keyPrefix + "limits:" + group.title() + ":" + caller;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown().awaitUninterruptibly();
    }

    private Mono<Level> run(LimitGroup group, String caller, TokenBucket bucket, String tokens) {
        String[] keys = {key(group, caller)};
        String[] arguments = {Long.toString(bucket.capacity()), Long.toString(bucket.interval()), tokens};
        return Mono.defer(() -> Mono.fromFuture(connection()
                        .thenCompose(redis -> evaluate(redis.async(), keys, arguments))
                        .toCompletableFuture()))
                .map(reply -> new Level(reply.getFirst() == 1, reply.getLast()));
    }

    private CompletionStage<List<Long>> evaluate(
            RedisAsyncCommands<String, String> redis, String[] keys, String[] arguments) {
        return redis.<List<Long>>evalsha(scriptSha, ScriptOutputType.MULTI, keys, arguments)
                .exceptionallyCompose(failure -> isMissing(failure)
                        ? redis.<List<Long>>eval(script, ScriptOutputType.MULTI, keys, arguments)
                        : CompletableFuture.failedStage(failure));
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    /** The one connection, which mends itself once it stood; made anew as long as it never did. */
    private CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        CompletableFuture<StatefulRedisConnection<String, String>> last = connection.get();
        if (!last.isCompletedExceptionally()) {
            return last;
        }
        CompletableFuture<StatefulRedisConnection<String, String>> next = new CompletableFuture<>();
        if (!connection.compareAndSet(last, next)) {
            return connection.get();
        }
        client.connectAsync(StringCodec.UTF8, uri).whenComplete((made, failure) -> {
            if (failure == null) {
                next.complete(made);
            } else {
                next.completeExceptionally(failure);
            }
        });
        return next;
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(BucketStore.class.getResourceAsStream("take.lua"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
