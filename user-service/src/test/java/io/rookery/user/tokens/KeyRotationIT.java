package io.rookery.user.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.rookery.test.ServiceApi.Reply;
import io.rookery.user.Api;
import io.rookery.user.SignIns;
import io.rookery.user.WithUserService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A key is replaced while users are logged in. */
@WithUserService
@Import(SignIns.class)
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationIT {

    @TempDir
    private static Path folder;

    @Autowired
    private Api api;

    @Autowired
    private SignIns signIns;

    @Autowired
    private KeyFolder keys;

    @DynamicPropertySource
    static void keysOfThisTest(DynamicPropertyRegistry registry) throws Exception {
        PemFiles.rsa(folder.resolve("2026-01.pem"));
        registry.add("rookery.tokens.signing-keys", folder::toString);
    }

    @Test
    void nobody_is_logged_out_until_the_old_key_is_removed(CapturedOutput output) throws Exception {
        Reply byOldKey = signIns.register();
        String oldKey = key(byOldKey);
        // A token that was checked once may be believed for some minutes more
        Reply neverChecked = signIns.login(SignIns.handle(byOldKey), SignIns.PASSWORD);

        // Published, so that everybody knows it
        Path newFile = folder.resolve("2025-first-by-name.pem");
        PemFiles.rsa(newFile);
        keys.reload();
        assertThat(published()).hasSize(2).contains(oldKey);
        assertThat(key(signIns.refresh(byOldKey))).isEqualTo(oldKey);

        // Signs
        Files.move(newFile, folder.resolve("2026-02.pem"));
        keys.reload();
        Reply byNewKey = signIns.login(SignIns.handle(byOldKey), SignIns.PASSWORD);
        assertThat(key(byNewKey)).isNotEqualTo(oldKey).isIn(published());
        assertThat(signIns.me(byOldKey).status()).isEqualTo(200);
        assertThat(signIns.me(byNewKey).status()).isEqualTo(200);

        // A mistake, or a file that is half written
        Path broken = folder.resolve("2026-03.pem");
        Files.writeString(broken, "-----BEGIN PRIVATE KEY-----\n");
        keys.reload();
        assertThat(output).contains("the keys read before stay in use").contains("2026-03.pem");
        assertThat(signIns.me(byOldKey).status()).isEqualTo(200);
        assertThat(key(signIns.refresh(byNewKey))).isEqualTo(key(byNewKey));
        Files.delete(broken);

        // Removed
        Files.delete(folder.resolve("2026-01.pem"));
        keys.reload();
        assertThat(published()).containsExactly(key(byNewKey));
        signIns.me(neverChecked).assertProblem(401, "unauthenticated");
        assertThat(signIns.me(byNewKey).status()).isEqualTo(200);
    }

    private List<String> published() {
        return api.get("/.well-known/jwks.json").texts("keys", "kid");
    }

    private static String key(Reply session) throws ParseException {
        return SignedJWT.parse(session.text("access_token")).getHeader().getKeyID();
    }
}
