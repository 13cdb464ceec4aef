package io.rookery.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.test.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** media-service as its clients call it, and the object store beside it. */
@TestComponent
public class MediaApi extends ServiceApi {

    /** What a PNG begins with; nobody looks further. */
    public static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public MediaApi(Environment environment, TestTokens tokens) {
        super(environment, tokens);
    }

    /** A media that awaits its upload. */
    public Reply announce(long ownerId, String altText) {
        Reply announced = post(
                ownerId, "/v1/media", Map.of("mime_type", "image/png", "file_size", PNG.length, "alt_text", altText));
        assertThat(announced.status()).as("%s", announced).isEqualTo(201);
        return announced;
    }

    /** @return the id of a media that is ready */
    public String ready(long ownerId, String altText) {
        Reply announced = announce(ownerId, altText);
        assertThat(store(announced)).isEqualTo(200);
        String mediaId = announced.text("media_id");
        Reply completed = send(ownerId, HttpMethod.POST, "/v1/media/" + mediaId + "/complete", null);
        assertThat(completed.text("state")).as("%s", completed).isEqualTo("ready");
        return mediaId;
    }

    /** Sends the bytes to the object store. */
    public int store(Reply announced) {
        var upload = announced.body().path("upload");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asString()))
                .PUT(BodyPublishers.ofByteArray(PNG));
        upload.path("headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return send(request).statusCode();
    }

    /** Follows a redirect to the object store. */
    public HttpResponse<byte[]> follow(Reply redirect) {
        assertThat(redirect.status()).as("%s", redirect).isEqualTo(307);
        return send(HttpRequest.newBuilder(redirect.headers().getLocation()));
    }

    public Reply original(String mediaId) {
        return exchange(HttpMethod.GET, "/media/" + mediaId + "/original", Map.of(), null);
    }

    /** With an {@code Idempotency-Key}. */
    public Reply announce(String bearer, String key, String body) {
        return exchange(
                HttpMethod.POST, "/v1/media", Map.of(HttpHeaders.AUTHORIZATION, bearer, "Idempotency-Key", key), body);
    }

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
}
