package io.rookery.defaults.calls;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * All calls to one other service: not more than it can take at once, none while it is down, and a GET that it did not even
 * begin once more. A call lasts until its reply is read whole.
 */
final class ServiceCalls extends HttpExchangeAdapterDecorator {

    private final Bulkhead bulkhead;
    private final CircuitBreaker circuit;
    private final Retry retry;
    private final RetryBudget budget;

    ServiceCalls(
            HttpExchangeAdapter calls, Bulkhead bulkhead, CircuitBreaker circuit, Retry retry, RetryBudget budget) {
        super(calls);
        this.bulkhead = bulkhead;
        this.circuit = circuit;
        this.retry = retry;
        this.budget = budget;
    }

    @Override
    public void exchange(HttpRequestValues request) {
        guarded(request, () -> {
            super.exchange(request);
            return null;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues request) {
        return guarded(request, () -> super.exchangeForHeaders(request));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return guarded(request, () -> super.exchangeForBody(request, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return guarded(request, () -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return guarded(request, () -> super.exchangeForEntity(request, type));
    }

    private <T extends @Nullable Object> T guarded(HttpRequestValues request, Supplier<T> call) {
        if (!HttpMethod.GET.equals(request.getHttpMethod())) {
            return once(call);
        }
        budget.called();
        return retry.executeSupplier(() -> once(call));
    }

    private <T extends @Nullable Object> T once(Supplier<T> call) {
        try {
            return bulkhead.executeSupplier(() -> circuit.executeSupplier(call));
        } catch (CallNotPermittedException e) {
            throw new CallRefusedException(String.valueOf(e.getMessage()), false);
        } catch (BulkheadFullException e) {
            throw new CallRefusedException(String.valueOf(e.getMessage()), true);
        }
    }
}
