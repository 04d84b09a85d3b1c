package io.weapp.passport.origin;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** An address, or all addresses that begin with the same bits (CIDR, RFC 4632). */
record IpRange(InetAddress first, int bits) {

    /**
     * Reads a comma-separated list such as {@code 10.0.0.0/8, 2001:db8::/32, 192.0.2.7}.
     *
     * @throws IllegalArgumentException naming the part that is neither an address nor a range
     */
    static List<IpRange> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(IpRange::parse)
                .toList();
    }

    boolean contains(InetAddress address) {
        byte[] one = first.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static IpRange parse(String part) {
        int slash = part.indexOf('/');
        String address = slash < 0 ? part : part.substring(0, slash);
        InetAddress first = IpLiteral.parse(address)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + part + "' is neither an IP address nor a CIDR range"));
        int longest = first.getAddress().length * 8;
        int bits = slash < 0 ? longest : number(part.substring(slash + 1));
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("'" + part + "': the prefix length must be between 0 and " + longest);
        }
        return new IpRange(first, bits);
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }
}
