package io.rookery.user.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.rookery.defaults.settings.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.converter.RsaKeyConverters;

/**
 * The RSA keys of access tokens: files {@code *.pem} (PKCS#8) of one folder. The last by name signs and all are
 * published, so a key is rotated by adding a file, and removing the old one after the life of a token.
 */
final class SigningKeys {

    private static final int MIN_BITS = 2048;

    private final List<RSAKey> keys;
    private final JWKSet published;

    private SigningKeys(List<RSAKey> keys) {
        this.keys = List.copyOf(keys);
        this.published = new JWKSet(keys.stream().<JWK>map(RSAKey::toPublicJWK).toList());
    }

    /** @throws InvalidSettingException naming the folder or the file that is wrong */
    static SigningKeys load(String folder) {
        if (folder.isBlank()) {
            throw invalid("must name a folder with RSA keys (*.pem, PKCS#8)");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(folder), "*.pem")) {
            found.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw invalid("must name a folder that can be read: " + folder);
        }
        if (files.isEmpty()) {
            throw invalid("must name a folder with at least one RSA key (*.pem, PKCS#8): " + folder);
        }
        return new SigningKeys(files.stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .map(SigningKeys::read)
                .toList());
    }

    RSAKey signing() {
        return keys.getLast();
    }

    /** Public halves only. */
    JWKSet published() {
        return published;
    }

    /** What tells two of these apart: the ids of the keys, the one that signs last. */
    List<String> ids() {
        return keys.stream().map(RSAKey::getKeyID).toList();
    }

    private static RSAKey read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            if (RsaKeyConverters.pkcs8().convert(pem) instanceof RSAPrivateCrtKey key
                    && key.getModulus().bitLength() >= MIN_BITS) {
                var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
                return new RSAKey.Builder(publicKey)
                        .privateKey(key)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint()
                        .build();
            }
        } catch (IOException | IllegalArgumentException | GeneralSecurityException | JOSEException e) {
            throw invalid("holds a file that is no RSA key in PKCS#8: " + file);
        }
        throw invalid("holds an RSA key under " + MIN_BITS + " bits: " + file);
    }

    private static InvalidSettingException invalid(String why) {
        return new InvalidSettingException("ROOKERY_SIGNING_KEYS " + why);
    }
}
