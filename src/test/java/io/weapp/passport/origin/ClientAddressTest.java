package io.weapp.passport.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final String PROXIES = "10.0.0.0/8, 192.0.2.7, 2001:db8:ffff::/48";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # peer            | X-Forwarded-For                        | client
                    203.0.113.5       | ''                                     | 203.0.113.5
                    203.0.113.5       | 198.51.100.1                           | 203.0.113.5
                    10.0.0.1          | ''                                     | 10.0.0.1
                    10.0.0.1          | 198.51.100.1                           | 198.51.100.1
                    10.0.0.1          | 198.51.100.1, 10.2.3.4                 | 198.51.100.1
                    10.0.0.1          | 198.51.100.1, 192.0.2.7, 10.2.3.4      | 198.51.100.1
                    10.0.0.1          | 1.1.1.1, 198.51.100.1                  | 198.51.100.1
                    10.0.0.1          | 10.9.9.9, 198.51.100.1                 | 198.51.100.1
                    10.0.0.1          | 1.1.1.1, 198.51.100.1, 10.2.3.4        | 198.51.100.1
                    10.0.0.1          | 10.9.9.9, 10.2.3.4                     | 10.9.9.9
                    2001:db8:ffff::1  | 2001:db8::5                            | 2001:db8:0:0:0:0:0:5
                    """)
    @DisplayName("R18.1 the client is the first address from the right that is no trusted proxy")
    void clientIsTheFirstThatIsNoProxy(String peer, String forwardedFor, String client) {
        assertThat(address(peer, forwardedFor)).isEqualTo(client);
    }

    @Test
    @DisplayName("R18.1 several headers are one list")
    void severalHeadersAreOneList() {
        assertThat(ClientAddress.of(PROXY, List.of("1.1.1.1", "198.51.100.1, 10.2.3.4"), ClientAddressTest::trusted)
                        .text())
                .isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "",
                " ",
                "localhost",
                "example.com",
                "dead.beef",
                "abc",
                "1",
                "2130706433",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "010.1.1.1",
                "1.2.3.4.",
                "0x7f.0.0.1",
                "::g",
                ":::",
                "1::2::3",
                "12345::",
                "fe80::1%eth0",
                "[::1",
                "::1]",
                "[]",
                "[example.com]",
                "[::1]x",
                "1.2.3.4:",
                "1.2.3.4:port",
                "1.2.3.4:99999999",
                "<script>",
                "1.1.1.1;drop table",
                "１.1.1.1"
            })
    @DisplayName("R18.2 R18.3 what is no address ends the reading and is never looked up")
    void garbageEndsTheReading(String garbage) {
        assertThat(IpLiteral.parse(garbage)).isEmpty();
        assertThat(address(PROXY, "1.1.1.1, " + garbage)).isEqualTo(PROXY);
        assertThat(address(PROXY, "1.1.1.1, " + garbage + ", 10.2.3.4")).isEqualTo("10.2.3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1:5678, 198.51.100.1",
        "[2001:db8::5]:443, 2001:db8:0:0:0:0:0:5",
        "[2001:db8::5], 2001:db8:0:0:0:0:0:5",
        "2001:DB8::5, 2001:db8:0:0:0:0:0:5",
        "::ffff:198.51.100.1, 198.51.100.1",
        "::ffff:c633:6401, 198.51.100.1",
        "[::ffff:198.51.100.1]:80, 198.51.100.1",
    })
    void differentSpellingsAreUnderstood(String hop, String client) {
        assertThat(address(PROXY, hop)).isEqualTo(client);
    }

    @Test
    void mappedPeerIsItsIpv4Address() {
        assertThat(address("::ffff:10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void interfaceOfAPeerDoesNotMatter() {
        assertThat(address("fe80::1%eth0", "")).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void peerWithoutAddressIsUnknown() {
        assertThat(address("unix:", "198.51.100.1")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, 203.0.113.5",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
    })
    @DisplayName("R18.4 an IPv6 client is counted by its /64")
    void networkIsCounted(String peer, String network) {
        assertThat(ClientAddress.of(peer, List.of(), address -> false).network())
                .isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "10.0.0.0/31, 10.0.0.1, true",
        "10.0.0.0/31, 10.0.0.2, false",
        "0.0.0.0/0, 203.0.113.5, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, 203.0.113.5, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
    })
    void rangeContainsWhatBeginsTheSame(String range, String address, boolean contained) {
        assertThat(IpRange.list(range).get(0).contains(IpLiteral.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "*"})
    void malformedRangeIsNamed(String malformed) {
        assertThatThrownBy(() -> IpRange.list("10.0.0.0/8," + malformed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + malformed + "'");
    }

    @Test
    void emptyListTrustsNobody() {
        assertThat(IpRange.list("")).isEmpty();
        assertThat(IpRange.list(" , ")).isEmpty();
    }

    private static String address(String peer, String forwardedFor) {
        return ClientAddress.of(
                        peer, forwardedFor.isEmpty() ? List.of() : List.of(forwardedFor), ClientAddressTest::trusted)
                .text();
    }

    private static boolean trusted(InetAddress address) {
        return IpRange.list(PROXIES).stream().anyMatch(range -> range.contains(address));
    }
}
