package io.rookery.media.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rookery.media.MediaApi;
import io.rookery.media.PlayedUserService;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.test.backends.S3Backend;
import io.rookery.test.backends.WithBackends;
import io.rookery.test.contracts.OpenApiContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Uploads through HTTP, on a real database and a real object store. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@WithBackends({PostgresBackend.class, S3Backend.class, KafkaBackend.class, PlayedUserService.class, TestTokens.class})
@Import(MediaApi.class)
class MediaIT {

    private static final AtomicLong USERS = new AtomicLong(1_000);
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String VALID = "{\"mime_type\":\"image/png\",\"file_size\":5}";
    private static final byte[] PNG = png();
    private static final byte[] HTML = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    MediaApi api;

    @Autowired
    TestTokens tokens;

    @Autowired
    PostgresBackend postgres;

    @Autowired
    S3Backend store;

    @Autowired
    S3Client s3;

    @Autowired
    JdbcClient database;

    @Autowired
    AbandonedUploads abandoned;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long owner = USERS.incrementAndGet();

    // The way of an upload

    @Test
    void a_png_is_announced_uploaded_completed_and_can_be_seen() {
        Reply announced = announce("image/png", PNG.length, "A lake");
        assertThat(announced.status()).as(announced.body().toString()).isEqualTo(201);
        assertThat(announced.text("media_id")).matches("[0-9]{19}");
        assertThat(announced.headers().get(HttpHeaders.LOCATION))
                .containsExactly("/v1/media/" + announced.text("media_id"));
        assertThat(announced.text("state")).isEqualTo("awaiting_upload");
        assertThat(announced.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        JsonNode upload = announced.body().path("upload");
        assertThat(upload.path("method").asString()).isEqualTo("PUT");
        assertThat(Instant.parse(upload.path("expires_at").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));

        assertThat(upload(announced, PNG)).isEqualTo(200);
        Reply completed = complete(announced);
        assertThat(completed.status()).isEqualTo(202);
        assertThat(completed.text("state")).isEqualTo("ready");

        Reply read = get(announced);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("state")).isEqualTo("ready");
        assertThat(read.text("alt_text")).isEqualTo("A lake");
        assertThat(read.text("mime_type")).isEqualTo("image/png");
        assertThat(read.body().has("upload")).isFalse();
        assertThat(read.text("url"))
                .isEqualTo("http://127.0.0.1:8080/media/" + announced.text("media_id") + "/original");
        HttpResponse<byte[]> seen = api.follow(get(URI.create(read.text("url")).getPath()));
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).isEqualTo(PNG);
        assertThat(seen.headers().firstValue("Content-Type")).hasValue("image/png");
    }

    @Test
    void completing_before_the_upload_is_409_and_can_be_repeated_after_it() {
        Reply announced = announce("image/png", PNG.length);

        complete(announced).assertProblem(409, "not_uploaded");
        assertThat(get(announced).text("state")).isEqualTo("awaiting_upload");

        upload(announced, PNG);
        assertThat(complete(announced).text("state")).isEqualTo("ready");
    }

    @Test
    void completing_twice_gives_the_same_state() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);

        Reply first = complete(announced);
        Reply second = complete(announced);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.text("state")).isEqualTo(first.text("state")).isEqualTo("ready");
    }

    @Test
    void html_named_as_png_fails() {
        Reply announced = announce("image/png", HTML.length);
        assertThat(upload(announced, HTML)).isEqualTo(200);

        Reply completed = complete(announced);

        assertThat(completed.status()).isEqualTo(202);
        assertThat(completed.text("state")).isEqualTo("failed");
        assertThat(completed.text("failure")).isEqualTo("type_mismatch");
        assertThat(completed.body().has("url")).isFalse();
        assertThat(get(announced).text("failure")).isEqualTo("type_mismatch");
        assertThat(complete(announced).text("state")).isEqualTo("failed");
    }

    @Test
    void what_is_in_the_store_counts_and_not_what_was_announced() {
        Reply announced = announce("image/png", PNG.length);
        s3.putObject(
                put -> put.bucket(store.bucket()).key(key(announced)).contentType("image/png"),
                RequestBody.fromBytes(Arrays.copyOf(PNG, PNG.length + 1)));

        assertThat(complete(announced).text("failure")).isEqualTo("size_mismatch");
    }

    // The same request again

    @Test
    void the_same_key_twice_announces_one_media() {
        Reply first = announceWithKey("a-key", VALID);
        Reply second = announceWithKey("a-key", VALID);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().containsHeader("Idempotency-Replayed")).isFalse();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.headers().getLocation()).isEqualTo(first.headers().getLocation());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(rowsOfOwner()).isEqualTo(1);
        assertThat(announceWithKey("another-key", VALID).text("media_id")).isNotEqualTo(first.text("media_id"));
        assertThat(rowsOfOwner()).isEqualTo(2);
    }

    @Test
    void a_key_belongs_to_one_body_and_one_user() {
        announceWithKey("k", VALID);

        announceWithKey("k", VALID.replace("png", "gif")).assertProblem(422, "idempotency_key_reused");
        Reply others = api.announce(tokens.bearer(USERS.incrementAndGet()), "k", VALID.replace("png", "gif"));
        assertThat(others.status()).isEqualTo(201);
        assertThat(rowsOfOwner()).isEqualTo(1);
    }

    @Test
    void what_passes_is_not_remembered_and_the_same_key_goes_on_after_it() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);
        store.kill();
        try {
            completeWithKey(announced, "k").assertProblem(503, "service_unavailable");
        } finally {
            store.restart();
        }
        Reply completed = completeWithKey(announced, "k");

        assertThat(completed.status()).isEqualTo(202);
        assertThat(completed.headers().containsHeader("Idempotency-Replayed")).isFalse();
        assertThat(completeWithKey(announced, "k").headers().getFirst("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    // What the client has already

    @Test
    void a_media_is_not_sent_again_to_an_owner_who_has_it_as_it_is() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);
        complete(announced);
        String etag = get(announced).headers().getETag();
        assertThat(etag).startsWith("\"");

        Reply unchanged = getUnless(announced, etag);
        send(HttpMethod.PATCH, "/v1/media/" + announced.text("media_id"), "{\"alt_text\":\"A sea\"}");
        Reply changed = getUnless(announced, etag);

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.headers().getETag()).isEqualTo(etag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().getETag()).isNotEqualTo(etag);
        assertThat(changed.headers().getCacheControl()).contains("private").contains("no-cache");
    }

    // What the presigned address allows

    @Test
    void another_length_is_refused_by_the_store() {
        Reply announced = announce("image/png", PNG.length);

        assertThat(upload(announced, Arrays.copyOf(PNG, PNG.length + 1))).isEqualTo(403);
        assertThat(upload(announced, Arrays.copyOf(PNG, PNG.length - 1))).isEqualTo(403);
        complete(announced).assertProblem(409, "not_uploaded");
    }

    @Test
    void another_content_type_is_refused_by_the_store() {
        Reply announced = announce("image/png", PNG.length);
        HttpRequest.Builder request = uploadRequest(announced).PUT(BodyPublishers.ofByteArray(PNG));

        assertThat(send(request.setHeader("Content-Type", "text/html")).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "POST"})
    void another_method_is_refused_by_the_store(String method) {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);

        int status = send(uploadRequest(announced)
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofByteArray(PNG) : BodyPublishers.noBody()))
                .statusCode();

        assertThat(status).isBetween(400, 499);
        assertThat(complete(announced).text("state")).isEqualTo("ready");
    }

    @Test
    void a_forged_signature_is_refused_by_the_store() {
        Reply announced = announce("image/png", PNG.length);
        String url = announced.body().path("upload").path("url").asString();
        int last = url.length() - 1;
        int signature = url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length();
        String forged = url.substring(0, signature)
                + (url.charAt(signature) == '0' ? '1' : '0')
                + url.substring(signature + 1, last + 1);

        int status = send(uploadRequest(announced).uri(URI.create(forged)).PUT(BodyPublishers.ofByteArray(PNG)))
                .statusCode();

        assertThat(status).isEqualTo(403);
    }

    @Test
    void the_address_of_one_media_stores_no_other() {
        Reply mine = announce("image/png", PNG.length);
        Reply other = announce("image/png", PNG.length);
        String url = mine.body().path("upload").path("url").asString();

        int status = send(uploadRequest(mine)
                        .uri(URI.create(url.replace(mine.text("media_id"), other.text("media_id"))))
                        .PUT(BodyPublishers.ofByteArray(PNG)))
                .statusCode();

        assertThat(status).isEqualTo(403);
    }

    @Test
    void what_was_uploaded_cannot_be_replaced() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);
        complete(announced);
        byte[] other = PNG.clone();
        other[other.length - 1]++;

        assertThat(upload(announced, other)).isEqualTo(412);

        assertThat(api.follow(api.original(announced.text("media_id"))).body()).isEqualTo(PNG);
    }

    // Input

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mime_type\":\"image/png\"}                                | 422 | validation_failed",
                "{\"file_size\":5}                                            | 422 | validation_failed",
                "{\"mime_type\":\"\",\"file_size\":5}                         | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":0}                | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":-1}               | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":\"many\"}         | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":1e30}             | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":1.5}              | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":99999999999999999999} | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":\"99999999999999999999\"} | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":9223372036854775807} | 422 | file_too_large",
                "{\"mime_type\":\"image/png\",\"file_size\":26214401}         | 422 | file_too_large",
                "{\"mime_type\":\"image/svg+xml\",\"file_size\":5}            | 422 | unsupported_media_type",
                "{\"mime_type\":\"video/mp4\",\"file_size\":5}                | 422 | unsupported_media_type",
                "{\"mime_type\":\"image/png\",\"file_size\":5,\"alt_text\":\"\\u0000\"} | 422 | validation_failed",
                "{\"mime_type\":\"image/png\",\"file_size\":5,\"alt_text\":\"\\ud83d\"} | 422 | validation_failed",
                "{\"mime_type\":                                              | 400 | malformed_request",
                "[]                                                           | 400 | malformed_request",
            })
    void what_cannot_be_announced(String body, int status, String code) {
        send(HttpMethod.POST, "/v1/media", body).assertProblem(status, code);
    }

    @Test
    void the_largest_image_has_25_mib_and_unknown_fields_are_ignored() {
        Reply reply = send(
                HttpMethod.POST,
                "/v1/media",
                "{\"mime_type\":\"IMAGE/JPEG\",\"file_size\":26214400,\"alt_text\":null,\"x\":{}}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("mime_type")).isEqualTo("image/jpeg");
        assertThat(reply.body().has("alt_text")).isFalse();
    }

    @Test
    void an_alt_text_has_up_to_1000_code_points() {
        assertThat(announce("image/png", 5, "\ud83d\ude80".repeat(1_000)).status())
                .isEqualTo(201);
        announce("image/png", 5, "\ud83d\ude80".repeat(1_001)).assertProblem(422, "validation_failed");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/media/12,           404, not_found",
        "DELETE, /v1/media/12,           404, not_found",
        "POST,   /v1/media/12/complete,  404, not_found",
        "GET,    /v1/media/abc,          400, invalid_parameter",
        "GET,    /v1/media/99999999999999999999, 400, invalid_parameter",
        "PUT,    /v1/media/12,           405, method_not_allowed",
    })
    void what_is_not_there(HttpMethod method, String path, int status, String code) {
        send(method, path, null).assertProblem(status, code);
    }

    @Test
    void without_a_token_nothing_is_answered() {
        Reply reply = get("/v1/media/12");

        reply.assertProblem(401, "unauthenticated");
        assertThat(reply.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
    }

    // One's own

    @Test
    void someone_elses_media_is_403_in_every_way() {
        String path = "/v1/media/" + announce("image/png", PNG.length).text("media_id");
        long stranger = USERS.incrementAndGet();

        send(stranger, HttpMethod.GET, path, null).assertProblem(403, "forbidden");
        send(stranger, HttpMethod.POST, path + "/complete", null).assertProblem(403, "forbidden");
        send(stranger, HttpMethod.PATCH, path, "{\"alt_text\":\"x\"}").assertProblem(403, "forbidden");
        send(stranger, HttpMethod.DELETE, path, null).assertProblem(403, "forbidden");
    }

    @Test
    void an_alt_text_can_be_changed_and_removed() {
        Reply announced = announce("image/png", PNG.length, "A lake");
        String path = "/v1/media/" + announced.text("media_id");

        Reply changed = send(HttpMethod.PATCH, path, "{\"alt_text\":\"A sea\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("alt_text")).isEqualTo("A sea");
        assertThat(get(announced).text("alt_text")).isEqualTo("A sea");
        assertThat(send(HttpMethod.PATCH, path, "{\"alt_text\":\"\"}").body().has("alt_text"))
                .isFalse();
        send(HttpMethod.PATCH, path, "{}").assertProblem(422, "validation_failed");
    }

    @Test
    void a_deleted_media_is_gone_with_its_object_at_once() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);
        complete(announced);
        String path = "/v1/media/" + announced.text("media_id");

        assertThat(send(HttpMethod.DELETE, path, null).status()).isEqualTo(204);

        send(HttpMethod.GET, path, null).assertProblem(404, "not_found");
        send(HttpMethod.POST, path + "/complete", null).assertProblem(404, "not_found");
        assertThat(objectExists(announced)).isFalse();
        assertThat(send(HttpMethod.DELETE, path, null).status()).isEqualTo(204);
    }

    // The sweep

    @Test
    void the_sweep_removes_what_did_not_become_ready_within_an_hour() {
        Reply awaiting = announce("image/png", PNG.length);
        Reply uploaded = announce("image/png", PNG.length);
        Reply failed = announce("image/png", HTML.length);
        Reply deleted = announce("image/png", PNG.length);
        Reply ready = announce("image/png", PNG.length);
        for (Reply each : List.of(uploaded, deleted, ready)) {
            upload(each, PNG);
        }
        upload(failed, HTML);
        complete(failed);
        complete(ready);
        send(HttpMethod.DELETE, "/v1/media/" + deleted.text("media_id"), null);
        upload(deleted, PNG); // the address is still good: nobody but the sweep will ever find this object

        abandoned.sweep(Instant.now().plus(Duration.ofMinutes(59)));
        assertThat(get(uploaded).status()).isEqualTo(200);
        assertThat(rowExists(deleted)).isTrue();

        abandoned.sweep(Instant.now().plus(Duration.ofMinutes(61)));
        for (Reply gone : List.of(awaiting, uploaded, failed, deleted)) {
            assertThat(get(gone).status()).isEqualTo(404);
            assertThat(rowExists(gone)).isFalse();
            assertThat(objectExists(gone)).isFalse();
        }
        assertThat(get(ready).text("state")).isEqualTo("ready");
        assertThat(objectExists(ready)).isTrue();
    }

    // Faults

    @Test
    void while_the_store_is_down_what_needs_it_is_503_and_the_rest_goes_on() {
        Reply announced = announce("image/png", PNG.length);
        upload(announced, PNG);
        store.kill();
        try {
            Reply refused = complete(announced);
            refused.assertProblem(503, "service_unavailable");
            assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotBlank();
            assertThat(get(announced).status()).isEqualTo(200);
            assertThat(announce("image/png", PNG.length).status()).isEqualTo(201);
            assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
            abandoned.sweep();
        } finally {
            store.restart();
        }
        assertThat(complete(announced).text("state")).isEqualTo("ready");
    }

    @Test
    void while_the_database_is_down_the_service_is_not_ready_and_says_503() {
        Reply announced = announce("image/png", PNG.length);
        postgres.kill();
        try {
            Reply refused = get(announced);
            refused.assertProblem(503, "service_unavailable");
            assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotBlank();
            assertThat(get("/actuator/health/readiness").status()).isEqualTo(503);
        } finally {
            postgres.restart();
        }
        await().untilAsserted(() -> assertThat(get(announced).status()).isEqualTo(200));
    }

    // The contract

    @Test
    void the_api_is_the_one_promised() {
        Reply document = get("/v3/api-docs");

        assertThat(document.status()).isEqualTo(200);
        OpenApiContract.assertUnchanged("media-service", document.body().toString());
    }

    private Reply getUnless(Reply media, String etag) {
        return api.exchange(
                HttpMethod.GET,
                "/v1/media/" + media.text("media_id"),
                Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(owner), HttpHeaders.IF_NONE_MATCH, etag),
                null);
    }

    private Reply announceWithKey(String key, String body) {
        return api.announce(tokens.bearer(owner), key, body);
    }

    private Reply completeWithKey(Reply media, String key) {
        return api.exchange(
                HttpMethod.POST,
                "/v1/media/" + media.text("media_id") + "/complete",
                Map.of(HttpHeaders.AUTHORIZATION, tokens.bearer(owner), "Idempotency-Key", key),
                null);
    }

    private long rowsOfOwner() {
        return database.sql("SELECT count(*) FROM media WHERE owner_id = ?")
                .param(owner)
                .query(Long.class)
                .single();
    }

    private Reply announce(String mimeType, long fileSize) {
        return announce(Map.of("mime_type", mimeType, "file_size", fileSize));
    }

    private Reply announce(String mimeType, long fileSize, String altText) {
        return announce(Map.of("mime_type", mimeType, "file_size", fileSize, "alt_text", altText));
    }

    private Reply announce(Map<String, ?> media) {
        return assertTimeoutPreemptively(BOUND, () -> api.post(owner, "/v1/media", media));
    }

    private Reply complete(Reply media) {
        return send(HttpMethod.POST, "/v1/media/" + media.text("media_id") + "/complete", null);
    }

    private Reply get(Reply media) {
        return send(HttpMethod.GET, "/v1/media/" + media.text("media_id"), null);
    }

    private int upload(Reply announced, byte[] bytes) {
        return send(uploadRequest(announced).PUT(BodyPublishers.ofByteArray(bytes)))
                .statusCode();
    }

    /** With the headers asked for; the length is the client's own to set. */
    private HttpRequest.Builder uploadRequest(Reply announced) {
        JsonNode upload = announced.body().path("upload");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(upload.path("url").asString()));
        upload.path("headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return request;
    }

    private boolean objectExists(Reply media) {
        return s3.listObjectsV2(list -> list.bucket(store.bucket()).prefix(key(media)))
                .hasContents();
    }

    private boolean rowExists(Reply media) {
        return database.sql("SELECT count(*) FROM media WHERE media_id = ?")
                        .param(Long.parseLong(media.text("media_id")))
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static String key(Reply media) {
        return "originals/" + media.text("media_id");
    }

    private Reply send(HttpMethod method, String path, String body) {
        return send(owner, method, path, body);
    }

    private Reply send(long caller, HttpMethod method, String path, String body) {
        return assertTimeoutPreemptively(BOUND, () -> api.send(caller, method, path, body));
    }

    /** Without a token. */
    private Reply get(String path) {
        return assertTimeoutPreemptively(BOUND, () -> api.get(path));
    }

    /** To the object store, past the service. */
    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(BOUND).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] png() {
        try (var bytes = new ByteArrayOutputStream()) {
            var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
            image.setRGB(7, 7, 0xABCDEF);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
