package io.rookery.user.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.rookery.defaults.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTests {

    @TempDir
    private Path folder;

    @Test
    void the_last_by_name_signs_and_all_are_published_without_their_private_half() throws Exception {
        write("2026-01.pem", "RSA", 2048);
        String first = SigningKeys.load(folder.toString()).signing().getKeyID();
        write("2026-02.pem", "RSA", 2048);
        Files.writeString(folder.resolve("README"), "not a key");

        SigningKeys keys = SigningKeys.load(folder.toString());

        assertThat(keys.published().getKeys())
                .extracting(JWK::getKeyID)
                .containsExactly(first, keys.signing().getKeyID())
                .doesNotHaveDuplicates();
        assertThat(keys.published().getKeys()).noneMatch(JWK::isPrivate);
        assertThat(keys.signing().isPrivate()).isTrue();
    }

    @Test
    void the_id_of_a_key_is_its_thumbprint() throws Exception {
        write("key.pem", "RSA", 2048);

        var key = SigningKeys.load(folder.toString()).signing();

        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void no_folder_an_unreadable_one_or_an_empty_one_is_said_in_one_line() {
        assertRefused("", "must name a folder");
        assertRefused(folder.resolve("missing").toString(), "can be read");
        assertRefused(folder.toString(), "at least one RSA key");
    }

    @Test
    void what_is_no_key_or_a_weak_one_is_refused_by_its_name() throws Exception {
        write("weak.pem", "RSA", 1024);
        assertRefused(folder.toString(), "weak.pem");

        Files.delete(folder.resolve("weak.pem"));
        write("curve.pem", "EC", 256);
        assertRefused(folder.toString(), "curve.pem");

        Files.delete(folder.resolve("curve.pem"));
        Files.writeString(folder.resolve("text.pem"), "hello");
        assertRefused(folder.toString(), "text.pem");
    }

    private static void assertRefused(String folder, String why) {
        assertThatThrownBy(() -> SigningKeys.load(folder))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("ROOKERY_SIGNING_KEYS ")
                .hasMessageContaining(why);
    }

    private void write(String name, String algorithm, int bits) throws NoSuchAlgorithmException, IOException {
        PemFiles.write(folder.resolve(name), algorithm, bits);
    }
}
