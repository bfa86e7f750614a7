package io.lblab.shop.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void onlyTheSamePasswordFits() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.fits("correct horse", hash)).isTrue();
        assertThat(passwords.fits("correct hors", hash)).isFalse();
        assertThat(passwords.fits("", hash)).isFalse();
        assertThat(passwords.fits("correct horse\0", hash)).isFalse();
        assertThat(hash).startsWith("$2b$10$").hasSize(60).doesNotContain("correct");
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void nothingFitsAnEmptyHash() {
        assertThat(passwords.fits("correct horse", "")).isFalse();
        assertThat(passwords.fits("secret password", "")).isFalse();
    }

    @Test
    void everyByteOfTheLongestPasswordCounts() {
        String longest = "é".repeat(36);
        String hash = passwords.hash(longest);

        assertThat(Passwords.isUsable(longest)).isTrue();
        assertThat(passwords.fits(longest, hash)).isTrue();
        assertThat(passwords.fits("é".repeat(35) + "eé", hash)).isFalse();
        assertThat(passwords.fits("é".repeat(10_000), hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven77", "nul\0nul\0nul", "ééééééé"})
    void unusablePasswords(String password) {
        assertThat(Passwords.isUsable(password)).isFalse();
        assertThat(Passwords.isUsable("x".repeat(73))).isFalse();
        assertThat(Passwords.isUsable("é".repeat(37))).isFalse();
    }
}
