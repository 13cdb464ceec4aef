package io.rookery.media.uploads;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Under which address everybody can see a media once it is ready; it never changes. */
@Component
public class MediaAddresses {

    private final String publicUrl;

    /** @param publicUrl {@code ROOKERY_PUBLIC_URL}: where clients reach the gateway, as http(s)://host[:port] */
    MediaAddresses(@Value("${rookery.public-url}") URI publicUrl) {
        boolean http = "http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme());
        if (!http || publicUrl.getHost() == null || !publicUrl.getRawPath().isEmpty()) {
            throw new InvalidSettingException("ROOKERY_PUBLIC_URL must be http(s)://host[:port], without a path");
        }
        this.publicUrl = publicUrl.toString();
    }

    public URI of(Media media) {
        return URI.create(publicUrl + "/media/" + media.mediaId() + "/original");
    }
}
