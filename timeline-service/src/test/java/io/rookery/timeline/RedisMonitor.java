package io.rookery.timeline;

import io.rookery.test.backends.RedisBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Redis is asked by one context, as Redis sees it: commands, but not those that scripts run inside. */
public final class RedisMonitor {

    private static final Pattern COMMAND = Pattern.compile("\\+[0-9.]+ \\[[0-9]+ (\\S+)] \"([^\"]+)\"(.*)");

    private final RedisBackend redis;

    public RedisMonitor(RedisBackend redis) {
        this.redis = redis;
    }

    /** Names of the commands with a key of this context that reach Redis while the action runs, in upper case. */
    public List<String> during(Runnable action) {
        String end = "end-of-" + System.identityHashCode(action);
        try (Socket monitor = new Socket(redis.host(), redis.port());
                Socket other = new Socket(redis.host(), redis.port())) {
            monitor.setSoTimeout(10_000);
            var lines = new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8));
            send(monitor, "MONITOR");
            if (!lines.readLine().equals("+OK")) {
                throw new IllegalStateException("Redis does not tell what it does");
            }
            action.run();
            send(other, "ECHO " + end);
            List<String> commands = new ArrayList<>();
            for (String line = lines.readLine(); !line.contains(end); line = lines.readLine()) {
                Matcher command = COMMAND.matcher(line);
                if (command.matches()
                        && !command.group(1).equals("lua")
                        && command.group(3).contains(redis.keyPrefix())) {
                    commands.add(command.group(2).toUpperCase(Locale.ROOT));
                }
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket redis, String command) throws IOException {
        redis.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        redis.getOutputStream().flush();
    }
}
