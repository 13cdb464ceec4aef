package io.rookery.local.chaos.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.backends.Ports;
import io.rookery.local.chaos.faults.FaultProxy.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(300);

    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void a_server_that_echoes_behind_a_proxy() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::echo);
        proxy = FaultProxy.open(Ports.free(), server::getLocalPort);
    }

    @AfterEach
    void closed() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void in_clear_weather_everything_passes() throws IOException {
        try (Socket client = connect()) {
            byte[] much = "x".repeat(1_000_000).getBytes(US_ASCII);
            Thread.startVirtualThread(() -> write(client, much));

            assertThat(client.getInputStream().readNBytes(much.length)).isEqualTo(much);
        }
    }

    @Test
    void the_end_of_one_side_is_told_to_the_other() throws IOException {
        try (Socket client = connect()) {
            say(client, "bye");
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("bye".getBytes(US_ASCII));
        }
    }

    @Test
    void in_slow_weather_everything_comes_later_once() throws IOException {
        proxy.become(Weather.SLOW);
        try (Socket client = connect()) {
            long start = System.nanoTime();
            say(client, "a");
            say(client, "b");

            assertThat(heard(client, 2)).isEqualTo("ab");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(FaultProxy.DELAY);
        }
    }

    @Test
    void in_silence_nothing_comes_and_afterwards_all_of_it() throws IOException {
        try (Socket before = connect()) {
            say(before, "a");
            assertThat(heard(before, 1)).isEqualTo("a");
            proxy.become(Weather.SILENT);
            say(before, "b");
            try (Socket during = connect()) {
                say(during, "c");
                assertSilent(before);
                assertSilent(during);

                proxy.become(Weather.CLEAR);

                assertThat(heard(before, 1)).isEqualTo("b");
                assertThat(heard(during, 1)).isEqualTo("c");
            }
        }
    }

    @Test
    void resets_break_connections_old_and_new() throws IOException {
        try (Socket before = connect()) {
            say(before, "a");
            assertThat(heard(before, 1)).isEqualTo("a");

            proxy.become(Weather.RESETTING);

            assertThatThrownBy(() -> heard(before, 1)).isInstanceOf(SocketException.class);
        }
        try (Socket during = connect()) {
            assertThatThrownBy(() -> heard(during, 1)).isInstanceOf(SocketException.class);
        }
        assertEchoesAgain();
    }

    @Test
    void a_closed_door_refuses_and_opens_again() throws IOException {
        proxy.become(Weather.REFUSING);

        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertEchoesAgain();
    }

    @Test
    void a_server_that_is_gone_is_a_reset() throws IOException {
        server.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> heard(client, 1)).isInstanceOf(SocketException.class);
        }
    }

    private void assertEchoesAgain() throws IOException {
        proxy.become(Weather.CLEAR);
        try (Socket client = connect()) {
            say(client, "a");
            assertThat(heard(client, 1)).isEqualTo("a");
        }
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout((int) MOMENT.toMillis());
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout((int) PATIENCE.toMillis());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Fails as well if the other side has ended. */
    private static String heard(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> echo(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            // The proxy broke it, which the test looks at from the other side
        }
    }
}
