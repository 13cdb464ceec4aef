package io.rookery.gateway.clients;

import io.rookery.defaults.settings.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.clients}.
 *
 * @param trustedProxies ranges of the proxies whose {@code X-Forwarded-For} is believed: ROOKERY_TRUSTED_PROXIES
 */
@ConfigurationProperties("rookery.clients")
record ClientsProperties(@DefaultValue List<String> trustedProxies) {

    ClientsProperties {
        try {
            trustedProxies.forEach(AddressRange::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "ROOKERY_TRUSTED_PROXIES must be address ranges like 10.0.0.0/8,2001:db8::/32");
        }
    }

    List<AddressRange> ranges() {
        return trustedProxies.stream().map(AddressRange::parse).toList();
    }
}
