package io.rookery.media.originals;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Uploaded objects, one for each media id.
 *
 * <p>Calls fail with {@link DataAccessResourceFailureException} within 5 s if the store is down; presigning asks nobody.
 */
@Repository
public class OriginalsStore {

    /** How long a presigned address is good for. */
    public static final Duration PRESIGNED_FOR = Duration.ofMinutes(15);

    /** Enough to tell any image format. */
    static final int HEAD_BYTES = 16;

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    OriginalsStore(S3Client s3, S3Presigner presigner, OriginalsProperties settings) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = settings.bucket();
    }

    /**
     * Lets a client store the object itself. The signature covers method, content type and length, and that there is no
     * such object yet: what was checked cannot be replaced.
     *
     * @param size in bytes
     */
    public PresignedUpload presignUpload(long mediaId, String contentType, long size) {
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(presign -> presign.signatureDuration(PRESIGNED_FOR)
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(key(mediaId))
                                .contentType(contentType)
                                .contentLength(size)
                                .ifNoneMatch("*")));
        Map<String, String> headers = new TreeMap<>();
        signed.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        headers.remove("host");
        return new PresignedUpload(
                signed.httpRequest().method().name(),
                URI.create(signed.url().toString()),
                headers,
                signed.expiration());
    }

    /** Where the object can be read for {@link #PRESIGNED_FOR}. */
    public URI presignDownload(long mediaId) {
        var signed = presigner.presignGetObject(presign -> presign.signatureDuration(PRESIGNED_FOR)
                .getObjectRequest(get -> get.bucket(bucket).key(key(mediaId))));
        return URI.create(signed.url().toString());
    }

    /** Size, content type and first bytes in one look, so that they belong together; empty if there is no object. */
    public Optional<StoredObject> find(long mediaId) {
        return call(() -> {
            try {
                ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(
                        get -> get.bucket(bucket).key(key(mediaId)).range("bytes=0-" + (HEAD_BYTES - 1)));
                return Optional.of(new StoredObject(
                        size(object.response()), object.response().contentType(), object.asByteArrayUnsafe()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (AwsServiceException e) {
                if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                    return Optional.of(new StoredObject(0, "", new byte[0]));
                }
                throw e;
            }
        });
    }

    /** Deletes the object if there is one. */
    public void delete(long mediaId) {
        call(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key(mediaId))));
    }

    /** Of the whole object, from {@code Content-Range: bytes 0-15/4711}. */
    private static long size(GetObjectResponse part) {
        String range = part.contentRange();
        return range == null ? part.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private static String key(long mediaId) {
        return "originals/" + mediaId;
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            if (e instanceof AwsServiceException refused && refused.statusCode() < 500) {
                throw e;
            }
            throw new DataAccessResourceFailureException("The object store is unavailable: " + e.getMessage(), e);
        }
    }
}
