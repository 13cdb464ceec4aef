package io.rookery.gateway.clients;

import java.net.InetAddress;
import java.util.Arrays;

/** All addresses that begin with the same bits, written as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
record AddressRange(InetAddress first, int prefixBits) {

    private static final int DOTS = 3;

    AddressRange {
        if (prefixBits < 0 || prefixBits > 8 * first.getAddress().length) {
            throw new IllegalArgumentException("There are no " + prefixBits + " bits in " + first.getHostAddress());
        }
        first = begin(first, prefixBits);
    }

    /**
     * Without a slash it is the range of this one address.
     *
     * @throws IllegalArgumentException if it is no range of literal addresses: names are not looked up
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int all = 8 * address.getAddress().length;
        return new AddressRange(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * An address as everybody writes it, without a look at names. The class library would also take {@code 10.1} for
     * 10.0.0.1.
     *
     * @throws IllegalArgumentException if it is none
     */
    static InetAddress address(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        if (!ipv6 && text.chars().filter(c -> c == '.').count() != DOTS) {
            throw new IllegalArgumentException("No address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && begin(address, prefixBits).equals(first);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefixBits;
    }

    private static InetAddress begin(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        int whole = bits / 8;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff00 >> bits % 8);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("The length of an address does not change", e);
        }
    }
}
