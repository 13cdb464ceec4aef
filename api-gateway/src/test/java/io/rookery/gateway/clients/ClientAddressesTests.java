package io.rookery.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.defaults.settings.InvalidSettingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTests {

    private final ClientAddresses behindProxies =
            new ClientAddresses(new ClientsProperties(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:ffff::/48")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # connection       | X-Forwarded-For                          | the client
        198.51.100.1       | ''                                       | 198.51.100.1
        198.51.100.1       | 203.0.113.9                              | 198.51.100.1
        10.1.2.3           | 203.0.113.9                              | 203.0.113.9
        10.1.2.3           | 1.1.1.1, 203.0.113.9                     | 203.0.113.9
        10.1.2.3           | 1.1.1.1, 203.0.113.9, 10.9.9.9,192.0.2.7 | 203.0.113.9
        10.1.2.3           | 10.0.0.1, 10.0.0.2                       | 10.0.0.1
        10.1.2.3           | ''                                       | 10.1.2.3
        10.1.2.3           | nonsense                                 | 10.1.2.3
        10.1.2.3           | 203.0.113.9, nonsense, 10.0.0.2          | 10.0.0.2
        10.1.2.3           | localhost                                | 10.1.2.3
        10.1.2.3           | 203.0.113.9:4711                         | 203.0.113.9
        192.0.2.8          | 203.0.113.9                              | 192.0.2.8
        10.1.2.3           | ::ffff:203.0.113.9                       | 203.0.113.9
        10.1.2.3           | [2001:db8::1]:4711                       | 2001:db8:0:0:0:0:0:0/64
        2001:db8:ffff::1   | 2001:db8:1:2:3:4:5:6                     | 2001:db8:1:2:0:0:0:0/64
        2001:db8:1:2::aaaa | 203.0.113.9                              | 2001:db8:1:2:0:0:0:0/64
        """)
    void the_client_is_whom_the_outermost_proxy_of_ours_served(String connection, String forwarded, String client) {
        var address = new InetSocketAddress(InetAddress.ofLiteral(connection), 1);

        assertThat(behindProxies.of(address, List.of(forwarded))).isEqualTo(client);
    }

    @Test
    void several_fields_are_one_list() {
        var proxy = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 1);

        assertThat(behindProxies.of(proxy, List.of("1.1.1.1", "203.0.113.9, 10.0.0.2")))
                .isEqualTo("203.0.113.9");
        assertThat(behindProxies.of(proxy, List.of())).isEqualTo("10.0.0.1");
    }

    @Test
    void without_proxies_nothing_a_client_says_counts() {
        var direct = new ClientAddresses(new ClientsProperties(List.of()));

        assertThat(direct.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1), List.of("203.0.113.9")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8", "", "2001:db8::/129"})
    void what_is_no_range_of_addresses_stops_the_start(String range) {
        assertThatThrownBy(() -> new ClientsProperties(List.of("10.0.0.0/8", range)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ROOKERY_TRUSTED_PROXIES");
    }
}
