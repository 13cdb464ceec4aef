package io.rookery.tweet;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.test.ServiceApi;
import io.rookery.test.contracts.OpenApiContract;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithTweetService
class OpenApiIT {

    @Autowired
    private Api api;

    @Test
    void the_api_is_the_one_in_contracts() {
        ServiceApi.Reply reply = api.get("/v3/api-docs");

        assertThat(reply.status()).isEqualTo(200);
        OpenApiContract.assertUnchanged("tweet-service", reply.body().toString());
    }
}
