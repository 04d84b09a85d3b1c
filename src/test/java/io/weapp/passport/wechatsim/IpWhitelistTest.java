package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpWhitelistTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.12, false",
        "10.0.0.0/8, 10.200.3.4, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.0/30, 192.168.1.3, true",
        "192.168.1.0/30, 192.168.1.4, false",
        "172.0.0.*, 172.0.0.99, true",
        "172.0.0.*, 172.0.1.99, false"
    })
    void anEntryCoversItsAddresses(String entry, String ip, boolean admitted) {
        assertThat(new IpWhitelist(List.of("1.1.1.1", entry)).admits(ip)).isEqualTo(admitted);
    }

    @Test
    void noEntriesAdmitEverybody() {
        assertThat(new IpWhitelist(List.of()).admits("8.8.8.8")).isTrue();
    }
}
