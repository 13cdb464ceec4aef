package io.rookery.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The object store as a client sees it: by presigned URLs, and by the API's that lead to them. */
final class ObjectStore {

    /** Java's client sets these itself. */
    private static final Set<String> NOT_OURS_TO_SET = Set.of("host", "content-length");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private ObjectStore() {}

    /** @param upload the {@code upload} of a created medium */
    static int upload(JsonNode upload, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upload.get("url").asString()))
                .method(upload.get("method").asString(), BodyPublishers.ofByteArray(bytes));
        upload.get("headers").properties().forEach(header -> {
            if (!NOT_OURS_TO_SET.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.header(header.getKey(), header.getValue().asString());
            }
        });
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    static byte[] download(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
