package io.lblab.shop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/checkout", "/orders/17", "/shop?category=garden"})
    void ownPagesAreGoneOnTo(String path) {
        assertThat(LocalPath.of(path, "/account")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkout",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "/\"><script>"
            })
    void anythingElseIsNot(String path) {
        assertThat(LocalPath.of(path, "/account")).isEqualTo("/account");
    }

    @Test
    void nothingIsTheFallback() {
        assertThat(LocalPath.of(null, "/account")).isEqualTo("/account");
    }
}
