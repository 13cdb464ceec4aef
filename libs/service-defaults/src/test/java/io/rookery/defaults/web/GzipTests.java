package io.rookery.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "br, gzip",
                "gzip,deflate",
                "br;q=1, gzip ; q=0.5 , *",
                "gzip;q=1.0",
                "gzip;q=.001"
            })
    void it_is_wanted_if_it_is_named(String acceptEncoding) {
        assertThat(Gzip.isWanted(List.of("identity", acceptEncoding))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "xgzip", "gzipx", "gzip;q=0", "gzip; q=0.000", "gzip;q=nonsense", "br;gzip", "*"})
    void else_it_is_not(String acceptEncoding) {
        assertThat(Gzip.isWanted(List.of("identity", acceptEncoding))).isFalse();
    }

    @Test
    void it_has_an_etag_of_its_own() {
        assertThat(Gzip.etag("\"1\"")).isEqualTo("\"1-gzip\"");
    }
}
