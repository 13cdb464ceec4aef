package io.rookery.gateway.routes;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One route for each service: the path was already looked up. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, ServicesProperties services) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (Service service : Service.values()) {
            routes.route(
                    service.id(),
                    route -> route.predicate(
                                    exchange -> PublicPathFilter.found(exchange).service() == service)
                            .uri(services.uri(service)));
        }
        return routes.build();
    }

    /**
     * The gateway's own timer ends when a reply begins; this one also ends a reply that stalls in the middle. What is
     * repeated is decided in one place, and that is not the client: it would send a POST twice.
     */
    @Bean
    HttpClientCustomizer serviceClient(HttpClientProperties settings) {
        return client -> client.responseTimeout(settings.getResponseTimeout()).disableRetry(true);
    }
}
