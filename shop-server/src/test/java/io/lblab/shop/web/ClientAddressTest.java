package io.lblab.shop.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 203.0.113.9, 203.0.113.9",
        "172.28.0.2, 203.0.113.9, 203.0.113.9",
        "127.20.0.10, '198.51.100.1, 203.0.113.9', 203.0.113.9",
        "::1, 2001:db8::1, 2001:db8::1",
        "fd00::1, 2001:db8::1, 2001:db8::1",
        "198.51.100.7, 203.0.113.9, 198.51.100.7",
        "2001:db8::7, 203.0.113.9, 2001:db8::7",
        "127.0.0.1, <script>, 127.0.0.1",
        "127.0.0.1, '', 127.0.0.1"
    })
    void headerIsBelievedOfANeighbourOnly(String peer, String forwarded, String client) {
        assertThat(ClientAddress.of(peer, forwarded)).isEqualTo(client);
    }

    @Test
    void withoutTheHeaderThePeerIsTheClient() {
        assertThat(ClientAddress.of("127.0.0.1", null)).isEqualTo("127.0.0.1");
    }
}
