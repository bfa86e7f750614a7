package io.lblab.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckoutKeyTest {
    private final CheckoutKey first = CheckoutKey.first(UUID.randomUUID().toString());

    @Test
    void keyIsReadAsItWasWritten() {
        CheckoutKey second = first.next();

        assertThat(CheckoutKey.of(first.text())).contains(first);
        assertThat(CheckoutKey.of(second.text())).contains(second);
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(second.next().text()).isNotEqualTo(second.text());
    }

    @Test
    void anythingElseIsNoKey() {
        assertThat(CheckoutKey.of("")).isEmpty();
        assertThat(CheckoutKey.of("x".repeat(36))).isEmpty();
        assertThat(CheckoutKey.of(first.text() + ".")).isEmpty();
        assertThat(CheckoutKey.of(first.text() + "\n")).isEmpty();
    }
}
