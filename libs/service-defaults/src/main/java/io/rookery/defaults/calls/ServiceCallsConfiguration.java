package io.rookery.defaults.calls;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.rookery.defaults.security.InternalKey;
import io.rookery.defaults.security.SecurityProperties;
import io.rookery.defaults.tracing.RequestId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Every {@code @HttpExchange} client sends the internal key, passes on the request id and trace of its caller, and leaves a
 * service alone that is down or slow.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServiceCallsConfiguration {

    private static final String TRACEPARENT = "traceparent";

    @Bean
    RestClientHttpServiceGroupConfigurer serviceCallHeaders(SecurityProperties settings) {
        ClientHttpRequestInterceptor headers = (request, body, execution) -> {
            request.getHeaders().set(InternalKey.HEADER, settings.internalKey());
            passOn(request);
            return execution.execute(request, body);
        };
        return groups -> groups.forEachClient((_, client) -> client.requestInterceptor(headers));
    }

    /** One of each for a group of clients, which is named after the service it calls. */
    @Bean
    RestClientHttpServiceGroupConfigurer serviceCalls(
            BulkheadRegistry bulkheads, CircuitBreakerRegistry circuits, RetryRegistry retries) {
        return groups -> groups.forEachProxyFactory((group, clients) -> {
            var budget = new RetryBudget();
            RetryConfig retry = RetryConfig.from(retries.getDefaultConfig())
                    .retryOnException(budget::allows)
                    .build();
            clients.exchangeAdapterDecorator(calls -> new ServiceCalls(
                    calls,
                    bulkheads.bulkhead(group.name()),
                    circuits.circuitBreaker(group.name()),
                    retries.retry(group.name(), retry),
                    budget));
        });
    }

    private static void passOn(HttpRequest call) {
        String requestId = RequestId.current();
        if (requestId != null) {
            call.getHeaders().set(RequestId.HEADER, requestId);
        }
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            String traceparent = attributes.getRequest().getHeader(TRACEPARENT);
            if (traceparent != null) {
                call.getHeaders().set(TRACEPARENT, traceparent);
            }
        }
    }
}
