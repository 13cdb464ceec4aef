package io.rookery.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.gateway.FakeServices;
import io.rookery.gateway.GatewayTest;
import io.rookery.gateway.RawHttp;
import io.rookery.gateway.RawHttp.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@GatewayTest
class DocsIT {

    @Autowired
    FakeServices services;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "/docs,                      text/html;charset=UTF-8",
        "/docs/initializer.js,       text/javascript;charset=UTF-8",
        "/docs/swagger-ui.css,       text/css;charset=UTF-8",
        "/docs/swagger-ui-bundle.js, text/javascript;charset=UTF-8",
        "/docs/favicon-32x32.png,    image/png",
        "/docs/openapi.yaml,         application/yaml",
        "/docs/openapi.json,         application/json"
    })
    void everybody_can_read_the_documentation_and_it_may_load_nothing_from_elsewhere(String path, String type) {
        Reply reply = http().get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers("Content-Type")).containsExactly(type);
        assertThat(reply.headers("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("http");
        assertThat(reply.headers("X-Content-Type-Options")).contains("nosniff");
        Reply again = http().get(path, "If-None-Match: " + reply.headers("ETag").getFirst());
        assertThat(again.status()).isEqualTo(304);
        assertThat(services.seen()).isEmpty();
    }

    @Test
    void it_is_sent_compressed_to_who_asks_under_an_etag_of_its_own() {
        Reply plain = http().get("/docs/openapi.json");
        Reply compressed = http().get("/docs/openapi.json", "Accept-Encoding: gzip");
        String etag = compressed.headers("ETag").getFirst();

        assertThat(compressed.headers("Content-Encoding")).containsExactly("gzip");
        assertThat(length(compressed)).isLessThan(length(plain) / 4);
        assertThat(plain.headers("ETag")).isNotEmpty().doesNotContain(etag);
        assertThat(plain.headers("Vary")).containsExactly("Accept-Encoding");
        assertThat(http().get("/docs/openapi.json", "Accept-Encoding: gzip", "If-None-Match: " + etag)
                        .status())
                .isEqualTo(304);
    }

    private static int length(Reply reply) {
        return Integer.parseInt(reply.headers("Content-Length").getFirst());
    }

    @Test
    void the_page_refers_only_to_what_is_here() {
        Matcher references = Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                .matcher(http().get("/docs").body());

        assertThat(references.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(http().get(reference).status()).isEqualTo(200));
    }

    @Test
    void both_notations_are_the_same_document() {
        JsonNode document = json.readTree(http().get("/docs/openapi.json").body());

        assertThat(document)
                .isEqualTo(new YAMLMapper()
                        .readTree(http().get("/docs/openapi.yaml").body()));
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.at("/servers/0/url").asString())
                .as("this gateway: the page may call no other")
                .isEqualTo("/");
        assertThat(document.path("paths").propertyNames()).contains("/v1/auth/login");
    }

    @Test
    void nothing_else_is_there() {
        assertThat(http().get("/docs/index.html").status()).isEqualTo(404);
        assertThat(http().request("POST", "/docs", "{}").status()).isEqualTo(404);
        assertThat(http().get("/webjars/swagger-ui/index.html").status()).isEqualTo(404);
    }

    private RawHttp http() {
        return new RawHttp(port);
    }
}
