package io.rookery.media.originals;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Makes the bucket, at start or as soon as the store is up, and keeps the service unready until then. Later outages of the
 * store do not make it unready: most of the service works without.
 */
@Component
final class BucketHealthIndicator implements HealthIndicator, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BucketHealthIndicator.class);
    private static final String NEEDS_NO_LOCATION = "us-east-1";
    private static final int RETRY_SECONDS = 5;

    private final S3Client s3;
    private final OriginalsProperties settings;
    private volatile boolean present;

    BucketHealthIndicator(S3Client s3, OriginalsProperties settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    @Override
    public Health health() {
        return (present ? Health.up() : Health.down()).build();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        makeIfMissing();
    }

    @Scheduled(initialDelay = RETRY_SECONDS, fixedDelay = RETRY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void makeIfMissing() {
        if (present) {
            return;
        }
        try {
            if (!exists()) {
                create();
            }
            present = true;
        } catch (SdkException e) {
            log.atWarn()
                    .setMessage("The bucket is not there yet")
                    .addKeyValue("bucket", settings.bucket())
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
        }
    }

    private boolean exists() {
        try {
            s3.headBucket(head -> head.bucket(settings.bucket()));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    private void create() {
        try {
            s3.createBucket(create -> {
                create.bucket(settings.bucket());
                if (!settings.region().equals(NEEDS_NO_LOCATION)) {
                    create.createBucketConfiguration(CreateBucketConfiguration.builder()
                            .locationConstraint(settings.region())
                            .build());
                }
            });
        } catch (BucketAlreadyOwnedByYouException e) {
            log.atDebug().setMessage("Another instance made the bucket").log();
        }
    }
}
