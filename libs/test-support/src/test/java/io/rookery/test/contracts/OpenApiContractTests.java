package io.rookery.test.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiContractTests {

    private static final String DOCUMENT = """
            {"openapi":"3.1.0","info":{"title":"Tweets","version":"1"},"servers":[{"url":"http://localhost:4711"}],
             "paths":{
              "/v1/tweets":{"post":{"operationId":"post","responses":{"201":{"description":"Posted: yes"}}}},
              "/v1/bookmarks":{"get":{"operationId":"list","parameters":[{"name":"limit","in":"query","required":false,
               "schema":{"type":"integer","default":20}}],"responses":{"200":{"description":"OK"}}}}},
             "components":{"schemas":{"Tweet":{"type":"object","required":["tweet_id","content"],
              "properties":{"tweet_id":{"type":"string","example":"2006515713438650369"},"content":{"type":"string"}}}}}}
            """;

    @TempDir
    Path folder;

    private Path kept;

    @BeforeEach
    void keep_the_document() {
        kept = folder.resolve("tweet-service").resolve("openapi.yaml");
        OpenApiContract.assertUnchanged(kept, DOCUMENT, true);
    }

    @Test
    void what_was_written_is_unchanged() {
        assertThatCode(() -> OpenApiContract.assertUnchanged(kept, DOCUMENT, false))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_written_is_yaml_to_read_with_paths_in_order_and_without_servers() throws IOException {
        assertThat(Files.readString(kept))
                .startsWith("openapi: 3.1.0\ninfo:\n  title: Tweets\n")
                .containsSubsequence("  /v1/bookmarks:\n", "  /v1/tweets:\n")
                .contains("example: \"2006515713438650369\"")
                .doesNotContain("servers");
    }

    @Test
    void order_of_keys_and_required_and_the_server_do_not_count() {
        String reordered = DOCUMENT.replace("localhost:4711", "localhost:4712")
                .replace("[\"tweet_id\",\"content\"]", "[\"content\",\"tweet_id\"]")
                .replace("\"title\":\"Tweets\",\"version\":\"1\"", "\"version\":\"1\",\"title\":\"Tweets\"");

        assertThatCode(() -> OpenApiContract.assertUnchanged(kept, reordered, false))
                .doesNotThrowAnyException();
    }

    @Test
    void differences_are_named_by_place_with_the_way_to_update() {
        String changed = DOCUMENT.replace("\"default\":20", "\"default\":50")
                .replace("/v1/tweets", "/v1/chirps")
                .replace("\"content\":{\"type\":\"string\"}", "\"content\":{\"type\":\"string\",\"maxLength\":280}");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OpenApiContract.assertUnchanged(kept, changed, false))
                .withMessageContaining("in 4 places")
                .withMessageContaining("changed: /paths/~1v1~1bookmarks/get/parameters")
                .withMessageContaining("removed: /paths/~1v1~1tweets")
                .withMessageContaining("added: /paths/~1v1~1chirps")
                .withMessageContaining("added: /components/schemas/Tweet/properties/content/maxLength")
                .withMessageContaining("-Drookery.contracts.write=true");
    }

    @Test
    void a_document_that_is_not_kept_yet_fails_with_the_way_to_keep_it() {
        Path missing = folder.resolve("media-service").resolve("openapi.yaml");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OpenApiContract.assertUnchanged(missing, DOCUMENT, false))
                .withMessageContaining("There is no " + missing)
                .withMessageContaining("-Drookery.contracts.write=true");
    }
}
