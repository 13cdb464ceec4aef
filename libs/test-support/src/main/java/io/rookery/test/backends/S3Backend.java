package io.rookery.test.backends;

import io.rookery.backends.Ports;
import io.rookery.backends.S3Store;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** An S3 object store that checks signatures, with a bucket name for each context; the service makes the bucket. */
public final class S3Backend extends ServerBackend {

    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY = "rookery";
    private static final String SECRET_KEY = "rookery-test-secret-key";
    private static final int CONTAINER_PORT = 9000;
    private static final SharedServer SERVER = new SharedServer(
            directory -> new S3Store(directory, Ports.free(), ACCESS_KEY, SECRET_KEY),
            S3Backend::container,
            CONTAINER_PORT);
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final String bucket = "rookery-test-" + BUCKETS.incrementAndGet();

    public S3Backend() {
        super(SERVER);
    }

    public String endpoint() {
        return "http://" + host() + ":" + port();
    }

    public String region() {
        return REGION;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    public String bucket() {
        return bucket;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "ROOKERY_S3_ENDPOINT", endpoint(),
                "ROOKERY_S3_REGION", REGION,
                "ROOKERY_S3_ACCESS_KEY", ACCESS_KEY,
                "ROOKERY_S3_SECRET_KEY", SECRET_KEY,
                "ROOKERY_S3_BUCKET", bucket);
    }

    private static GenericContainer<?> container() {
        return new GenericContainer<>("minio/minio:RELEASE.2025-09-07T16-13-09Z")
                .withExposedPorts(CONTAINER_PORT)
                .withEnv("MINIO_ROOT_USER", ACCESS_KEY)
                .withEnv("MINIO_ROOT_PASSWORD", SECRET_KEY)
                .withCommand("server", "/data")
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(CONTAINER_PORT));
    }
}
