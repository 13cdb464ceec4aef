package io.rookery.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.contracts.OpenApiContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@WithUserService
class OpenApiIT {

    @Autowired
    private Api api;

    @Test
    void the_api_is_the_one_in_contracts() {
        Api.Reply reply = api.exchange(HttpMethod.GET, "/v3/api-docs", Map.of(), null);

        assertThat(reply.status()).isEqualTo(200);
        OpenApiContract.assertUnchanged("user-service", reply.body().toString());
    }
}
