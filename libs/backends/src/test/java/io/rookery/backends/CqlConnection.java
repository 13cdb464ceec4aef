package io.rookery.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** As much of Cassandra's native protocol 4 as one statement at a time needs; saves the driver. */
final class CqlConnection implements AutoCloseable {

    private static final int STARTUP = 0x01;
    private static final int QUERY = 0x07;
    private static final int ERROR = 0x00;
    private static final int CONSISTENCY_ONE = 0x01;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;

    CqlConnection(int port) throws IOException {
        socket = Sockets.connect(port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        var options = new ByteArrayOutputStream();
        var body = new DataOutputStream(options);
        body.writeShort(1);
        body.writeUTF("CQL_VERSION");
        body.writeUTF("3.0.0");
        exchange(STARTUP, options.toByteArray());
    }

    /** The raw answer as text: enough to look for a value in it. */
    String execute(String statement) throws IOException {
        var query = new ByteArrayOutputStream();
        var body = new DataOutputStream(query);
        body.writeInt(statement.length());
        body.write(statement.getBytes(UTF_8));
        body.writeShort(CONSISTENCY_ONE);
        body.writeByte(0); // no flags
        return exchange(QUERY, query.toByteArray());
    }

    private String exchange(int opcode, byte[] body) throws IOException {
        var request = new DataOutputStream(socket.getOutputStream());
        request.write(new byte[] {4, 0, 0, 0, (byte) opcode});
        request.writeInt(body.length);
        request.write(body);
        var response = new DataInputStream(socket.getInputStream());
        response.skipNBytes(4);
        int answer = response.readUnsignedByte();
        String text = new String(response.readNBytes(response.readInt()), UTF_8);
        if (answer == ERROR) {
            throw new IOException(text);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
