package io.lblab.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTest {
    private static final YearMonth NOW = YearMonth.of(2026, 11);

    @Test
    void goodCardHasNothingToComplainAbout() {
        Card card = new Card("4242 4242-4242 4242", "11/26", "123");

        assertThat(card.complaints(NOW)).isEmpty();
        assertThat(card.lastFour()).isEqualTo("4242");
        assertThat(card.isDeclined()).isFalse();
        assertThat(new Card("4000 0000 0000 0002", "12 / 30", "1234").complaints(NOW)).isEmpty();
        assertThat(new Card("4000 0000 0000 0002", "12/30", "1234").isDeclined()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4242424242424241|12/30|123|no card number",
                "''|12/30|123|no card number",
                "0|12/30|123|no card number",
                "4242x4242x4242x4242|12/30|123|no card number",
                "42424242424242424242424242424242|12/30|123|no card number",
                "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢|12/30|123|no card number",
                "4242424242424242|10/26|123|month in which the card is good",
                "4242424242424242|13/30|123|month in which the card is good",
                "4242424242424242|1230|123|month in which the card is good",
                "4242424242424242|12/30|12|security code",
                "4242424242424242|12/30|12345|security code"
            })
    void wrongCardIsToldWhatIsWrong(String number, String expiry, String code, String words) {
        assertThat(new Card(number, expiry, code).complaints(NOW))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void cardIsNeverPrinted() {
        assertThat(new Card("4242424242424242", "12/30", "987").toString())
                .doesNotContain("4242", "987");
    }
}
