package io.rookery.gateway.requests;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits of the server that Boot has no settings for. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** Between two parts of a body. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    /** For a whole request: 64 KiB over the slowest of lines. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    @Bean
    NettyServerCustomizer slowClients() {
        return server -> server.readTimeout(READ_TIMEOUT).requestTimeout(REQUEST_TIMEOUT);
    }
}
