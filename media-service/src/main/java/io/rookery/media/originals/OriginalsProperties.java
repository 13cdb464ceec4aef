package io.rookery.media.originals;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code rookery.s3}.
 *
 * @param endpoint where this service reaches the store: ROOKERY_S3_ENDPOINT
 * @param publicEndpoint where clients reach it: ROOKERY_S3_PUBLIC_ENDPOINT
 * @param region ROOKERY_S3_REGION
 * @param accessKey ROOKERY_S3_ACCESS_KEY
 * @param secretKey ROOKERY_S3_SECRET_KEY
 * @param bucket ROOKERY_S3_BUCKET; made at start if it is missing
 */
@ConfigurationProperties("rookery.s3")
record OriginalsProperties(
        URI endpoint, URI publicEndpoint, String region, String accessKey, String secretKey, String bucket) {

    OriginalsProperties {
        requireHttp("ROOKERY_S3_ENDPOINT", endpoint);
        requireHttp("ROOKERY_S3_PUBLIC_ENDPOINT", publicEndpoint);
        requireText("ROOKERY_S3_REGION", region);
        requireText("ROOKERY_S3_ACCESS_KEY", accessKey);
        requireText("ROOKERY_S3_SECRET_KEY", secretKey);
        requireText("ROOKERY_S3_BUCKET", bucket);
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "OriginalsProperties[endpoint=" + endpoint + ", publicEndpoint=" + publicEndpoint + ", bucket=" + bucket
                + "]";
    }

    private static void requireHttp(String name, URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new InvalidSettingException(name + " must be an http(s) address");
        }
    }

    private static void requireText(String name, String text) {
        if (text.isBlank()) {
            throw new InvalidSettingException(name + " must be set");
        }
    }
}
