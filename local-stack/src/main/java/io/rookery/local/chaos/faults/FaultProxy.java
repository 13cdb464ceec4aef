package io.rookery.local.chaos.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Stands between a server on this machine and all who call it, and is the network's bad days. */
public final class FaultProxy implements AutoCloseable {

    /** What happens to connections, those that are open and those to come. */
    public enum Weather {
        CLEAR,
        /** What clients send arrives {@link #DELAY} later; the order and the rate stay. */
        SLOW,
        /** Nothing arrives on either side until the weather changes; then everything does. */
        SILENT,
        /** Every connection is reset, a new one too. */
        RESETTING,
        /** Nobody listens, as when the server's process is gone. */
        REFUSING
    }

    static final Duration DELAY = Duration.ofMillis(200);

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNKS_ON_THE_WAY = 64;
    private static final int BACKLOG = 256;

    private final IntSupplier target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Weather weather = Weather.CLEAR;
    private @Nullable Door door;

    private record Door(ServerSocket socket, Thread doorman) {}

    private FaultProxy(int port, IntSupplier target) {
        this.port = port;
        this.target = target;
    }

    /**
     * Listens on 127.0.0.1 from now on.
     *
     * @param target the server's port, asked for each connection
     */
    public static FaultProxy open(int port, IntSupplier target) {
        FaultProxy proxy = new FaultProxy(port, target);
        proxy.openDoor();
        return proxy;
    }

    int port() {
        return port;
    }

    public synchronized void become(Weather next) {
        weather = next;
        if (next == Weather.REFUSING) {
            closeDoor();
        } else if (door == null) {
            openDoor();
        }
        if (next == Weather.REFUSING || next == Weather.RESETTING) {
            sockets.forEach(FaultProxy::reset);
        }
        notifyAll();
    }

    private synchronized void openDoor() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            door = new Door(opened, Thread.startVirtualThread(() -> welcome(opened)));
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy can listen on port " + port, e);
        }
    }

    private synchronized void closeDoor() {
        if (door != null) {
            closeQuietly(door.socket());
            try {
                // The port is closed when the last one who listens there has left
                door.doorman().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            door = null;
        }
    }

    private void welcome(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket client = open.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                closeQuietly(open);
            }
        }
    }

    private void serve(Socket client) {
        sockets.add(client);
        try (Socket server = new Socket()) {
            sockets.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            awaitPassage();
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
            // Whoever changed the weather before this connection was known has not reset it
            awaitPassage();
            Thread back = Thread.startVirtualThread(() -> carry(server, client));
            carryDelayed(client, server);
            back.join();
            client.close();
        } catch (IOException broken) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
            sockets.removeIf(Socket::isClosed);
        }
    }

    /** Returns when bytes may pass; fails when connections are being reset. */
    private synchronized Weather awaitPassage() throws IOException, InterruptedException {
        while (weather == Weather.SILENT) {
            wait();
        }
        if (weather == Weather.RESETTING || weather == Weather.REFUSING) {
            throw new IOException("reset");
        }
        return weather;
    }

    private synchronized boolean isSlow() {
        return weather == Weather.SLOW;
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, read);
            }
            awaitPassage();
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes and when they may be written; no bytes are the end. */
    private record Chunk(ByteBuffer bytes, long dueNanos) {}

    private void carryDelayed(Socket from, Socket to) throws IOException, InterruptedException {
        BlockingQueue<Chunk> way = new ArrayBlockingQueue<>(CHUNKS_ON_THE_WAY);
        Thread.startVirtualThread(() -> collect(from, way));
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = way.take(); chunk.bytes().hasRemaining(); chunk = way.take()) {
                TimeUnit.NANOSECONDS.sleep(chunk.dueNanos() - System.nanoTime());
                awaitPassage();
                out.write(chunk.bytes().array());
            }
            to.shutdownOutput();
        } finally {
            // Whoever waits for room in it can go and find the connection broken
            way.clear();
        }
    }

    private void collect(Socket from, BlockingQueue<Chunk> way) {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                way.put(new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), due()));
                read = in.read(buffer);
            }
            way.put(new Chunk(ByteBuffer.allocate(0), due()));
        } catch (IOException broken) {
            way.clear();
            way.add(new Chunk(ByteBuffer.allocate(0), due()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long due() {
        return System.nanoTime() + (isSlow() ? DELAY.toNanos() : 0);
    }

    /** Closes without a farewell: the other side learns of it by an error. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception nothingToDo) {
            // It is closed, or as good as
        }
    }

    @Override
    public void close() {
        become(Weather.REFUSING);
    }
}
