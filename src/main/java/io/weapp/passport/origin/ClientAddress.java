package io.weapp.passport.origin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The address a client has, as far as it can be believed. */
public final class ClientAddress {

    /** Of a request whose connection names no IP address. */
    static final ClientAddress UNKNOWN = new ClientAddress(Optional.empty());

    private static final int IPV6_NETWORK_BYTES = 8;

    private final Optional<InetAddress> address;

    private ClientAddress(Optional<InetAddress> address) {
        this.address = address;
    }

    /**
     * Finds the client behind the proxies.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, in the order of the headers
     * @param trusted tells which addresses are proxies of ours
     */
    static ClientAddress of(String peer, List<String> forwardedFor, Predicate<InetAddress> trusted) {
        // A link-local peer is followed by its interface.
        Optional<InetAddress> client = IpLiteral.parse(peer.replaceFirst("%.*", ""));
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .toList();
        for (int i = hops.size() - 1; i >= 0 && client.filter(trusted).isPresent(); i--) {
            Optional<InetAddress> before =
                    IpLiteral.parse(withoutPort(hops.get(i).strip()));
            if (before.isEmpty()) {
                break;
            }
            client = before;
        }
        return new ClientAddress(client);
    }

    /** The address in text form, {@code unknown} if there is none; 45 characters at most. */
    public String text() {
        return address.map(InetAddress::getHostAddress).orElse("unknown");
    }

    /** Whom a limit counts: the IPv4 address, or the /64 of an IPv6 address. */
    public String network() {
        return address.map(known -> known instanceof Inet6Address ? first64(known) : known.getHostAddress())
                .orElse("unknown");
    }

    private static String first64(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code 192.0.2.1:8080}, {@code [2001:db8::1]:8080} and {@code [2001:db8::1]} are written by some proxies. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            return hop.matches("\\[[^\\[\\]]*](:\\d{1,5})?") ? hop.substring(1, hop.indexOf(']')) : "";
        }
        return hop.matches("[^:]*:\\d{1,5}") ? hop.substring(0, hop.indexOf(':')) : hop;
    }
}
