package io.lblab.shop.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.json.Json;
import io.lblab.shop.web.Answers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProductBodiesTest {
    private final ProductBodies bodies = new ProductBodies(new Answers(new Json()));

    @Test
    void answerIsWrittenOnceForAsLongAsTheProductIsTheSame() {
        byte[] first = bodies.of(widget(5, "9.90"));

        assertThat(text(first))
                .isEqualTo(
                        """
                        {"product":{"id":1,"name":"Widget","stock":5,"price":9.90,"image_url":"/w.svg"},\
                        "stock":5}\
                        """);
        assertThat(bodies.of(widget(5, "9.90"))).isSameAs(first);
        assertThat(text(bodies.of(widget(4, "9.90")))).contains("\"stock\":4");
        assertThat(text(bodies.of(widget(4, "7.00")))).contains("\"price\":7.00");
    }

    private static ProductView widget(int stock, String price) {
        return new ProductView(1, "Widget", stock, new BigDecimal(price), "/w.svg");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
