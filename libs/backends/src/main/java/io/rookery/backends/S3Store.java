package io.rookery.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy 4.1 on a folder of files: checks signatures, expiry and conditions of uploads as S3 does. */
public final class S3Store extends Backend {

    private static final JvmServer SERVER = new JvmServer("s3-server", "org.gaul.s3proxy.Main");
    private static final List<String> OPTIONS = List.of("-Dlogback.configurationFile=s3-server-logback.xml");
    private static final int TIMEOUT_MILLIS = 1_000;

    private static final String PROPERTIES = """
            s3proxy.endpoint=http://127.0.0.1:{port}
            s3proxy.authorization=aws-v4
            s3proxy.identity={accessKey}
            s3proxy.credential={secretKey}
            # Uploads and downloads go straight from the browser to the store
            s3proxy.cors-allow-all=true
            s3proxy.ignore-unknown-headers=true
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir={data}
            """;

    private final Path directory;
    private final int port;
    private final String accessKey;
    private final String secretKey;

    public S3Store(Path directory, int port, String accessKey, String secretKey) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Launch prepare() {
        Path data = directory.resolve("data");
        Path properties = directory.resolve("s3proxy.properties");
        try {
            Files.createDirectories(data);
            Files.writeString(
                    properties,
                    PROPERTIES
                            .replace("{port}", Integer.toString(port))
                            .replace("{accessKey}", accessKey)
                            .replace("{secretKey}", secretKey)
                            .replace("{data}", data.toString()));
            return new Launch(
                    name(),
                    SERVER.command(directory, OPTIONS, "--properties", properties.toString()),
                    JvmServer.ENVIRONMENT,
                    directory,
                    directory.resolve("s3.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + directory, failed);
        }
    }

    /** Any answer will do: a request without signature is refused, but by a store that works. */
    @Override
    public boolean ready() {
        try {
            var request = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            return request.getResponseCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
        } catch (IOException notYet) {
            return false;
        }
    }
}
