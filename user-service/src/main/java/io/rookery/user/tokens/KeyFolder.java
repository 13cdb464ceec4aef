package io.rookery.user.tokens;

import io.rookery.defaults.settings.InvalidSettingException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The keys in the folder, read again each minute: a key is rotated without a restart. */
@Component
class KeyFolder {

    private static final Logger log = LoggerFactory.getLogger(KeyFolder.class);

    private final String folder;
    private volatile SigningKeys keys;

    /** @throws InvalidSettingException naming the folder or the file that is wrong */
    KeyFolder(TokenProperties properties) {
        this.folder = properties.signingKeys();
        this.keys = SigningKeys.load(folder);
    }

    SigningKeys keys() {
        return keys;
    }

    /** A folder that is wrong now, perhaps only half written, changes nothing. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void reload() {
        try {
            SigningKeys found = SigningKeys.load(folder);
            if (!found.ids().equals(keys.ids())) {
                keys = found;
                log.atInfo()
                        .setMessage("Signing keys changed")
                        .addKeyValue("key_ids", found.ids())
                        .addKeyValue("signs", found.signing().getKeyID())
                        .log();
            }
        } catch (InvalidSettingException e) {
            log.atError()
                    .setMessage("The folder of signing keys is wrong, the keys read before stay in use")
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }
}
