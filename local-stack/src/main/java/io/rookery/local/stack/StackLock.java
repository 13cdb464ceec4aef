package io.rookery.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets one command at a time change a stack; the operating system frees it when its holder dies. */
final class StackLock implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits at most {@code patience} for a command that is at work in the same folder. */
    static StackLock acquire(Path file, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (tryLock(channel) == null) {
                if (Instant.now().isAfter(deadline)) {
                    channel.close();
                    throw new StackException("another ./rookery command is at work in " + file.getParent()
                            + ": try again when it has finished");
                }
                pause();
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new StackException(
                    "cannot write " + file + ": make the folder writable, or choose another with --data", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
