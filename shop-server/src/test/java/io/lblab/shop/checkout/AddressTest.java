package io.lblab.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void addressIsKeptLineByLine() {
        Address address = new Address(" Ann Example ", "Long Lane 1", "1234", "Springfield", "DE");

        assertThat(address.complaints()).isEmpty();
        assertThat(address.lines()).isEqualTo("Ann Example\nLong Lane 1\n1234 Springfield\nDE");
    }

    @Test
    void everythingThatIsMissingIsTold() {
        assertThat(Address.EMPTY.complaints())
                .hasSize(5)
                .allMatch(s -> s.startsWith("Please give"));
    }

    @Test
    void lineBreaksAndEndlessLinesAreRefused() {
        assertThat(new Address("A\nB", "s", "1", "c", "d").complaints()).hasSize(1);
        assertThat(new Address("A", "s".repeat(101), "1", "c", "d").complaints()).hasSize(1);
    }
}
