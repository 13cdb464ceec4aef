package io.rookery.gateway.clients;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Finds the address a request comes from: the connection's, unless that is a proxy of ours. A proxy writes whom it
 * serves at the end of {@code X-Forwarded-For}; what stands before, the client may have invented. So the list is read from
 * its end, for as long as what wrote it is a proxy of ours.
 */
@Component
public final class ClientAddresses {

    public static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BITS = 64;

    private final List<AddressRange> proxies;

    ClientAddresses(ClientsProperties settings) {
        this.proxies = settings.ranges();
    }

    public String of(ServerHttpRequest request) {
        return of(request.getRemoteAddress(), request.getHeaders().getOrDefault(FORWARDED_FOR, List.of()));
    }

    /**
     * Whom to count a request for: an IPv4 address, or the /64 of an IPv6 address, which is one customer's whole network.
     *
     * @param connection where the connection comes from; null only of one that is gone
     * @param forwardedFor all fields {@code X-Forwarded-For}, in their order
     */
    public String of(@Nullable InetSocketAddress connection, List<String> forwardedFor) {
        if (connection == null || connection.getAddress() == null) {
            return "unknown";
        }
        InetAddress client = client(connection.getAddress(), forwardedFor);
        return client.getAddress().length == IPV6_BYTES
                ? new AddressRange(client, IPV6_NETWORK_BITS).toString()
                : client.getHostAddress();
    }

    private InetAddress client(InetAddress connection, List<String> forwardedFor) {
        InetAddress client = connection;
        if (isProxy(client)) {
            List<String> list = List.of(String.join(",", forwardedFor).split(",", -1));
            for (String entry : list.reversed()) {
                Optional<InetAddress> served = parse(entry.strip());
                if (served.isEmpty()) {
                    break; // nobody of ours wrote that
                }
                client = served.get();
                if (!isProxy(client)) {
                    break;
                }
            }
        }
        return client;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static Optional<InetAddress> parse(String entry) {
        String address = entry;
        int colon = entry.lastIndexOf(':');
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            address = end < 0 ? entry : entry.substring(1, end);
        } else if (colon >= 0 && colon == entry.indexOf(':')) {
            address = entry.substring(0, colon);
        }
        try {
            return Optional.of(AddressRange.address(address));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
