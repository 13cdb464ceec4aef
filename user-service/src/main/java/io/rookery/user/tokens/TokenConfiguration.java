package io.rookery.user.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import io.rookery.defaults.security.AccessTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs and checks with our own keys, where other services fetch their public halves. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JwtEncoder jwtEncoder(KeyFolder folder) {
        return new NimbusJwtEncoder(
                (selector, _) -> selector.select(new JWKSet(folder.keys().signing())));
    }

    @Bean
    JwtDecoder jwtDecoder(KeyFolder folder) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        (selector, _) -> selector.select(folder.keys().published()))
                .jwsAlgorithm(AccessTokens.ALGORITHM)
                .build();
        decoder.setJwtValidator(AccessTokens.validator());
        return decoder;
    }
}
