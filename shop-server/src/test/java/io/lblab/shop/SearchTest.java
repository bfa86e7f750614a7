package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Searching, sorting and paging over HTTP, in one shop alone.
@Tag("local")
class SearchTest {
    private static final Pattern CARD = Pattern.compile("class=\"card\" href=\"/product/(\\d+)\"");
    private static final Map<String, String> BROWSER = Map.of("Accept", "text/html");

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;

    @BeforeAll
    static void start() {
        shop = Shops.start(Shops.settings(directory.resolve("shop.db")));
        client = new Client(shop.port());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void withoutParametersEveryProductIsThere() {
        assertThat(cards(client.get("/shop"))).hasSize(291);
        assertThat(cards(client.get("/shop?utm_source=somewhere"))).hasSize(291);
    }

    @Test
    void wordsAreFoundAndShownAgainInTheBox() {
        Answer found = client.get("/shop?q=frying+PAN");
        assertThat(cards(found)).hasSize(9);
        assertThat(found.body())
                .contains("id=\"products-grid\"", ">9 products</p>", "value=\"frying PAN\"")
                .doesNotContain("rel=\"next\"", "rel=\"prev\"");
        assertThat(client.get("/shop?q=frying+pan&category=Kitchen").body())
                .contains("9 products in Kitchen");
    }

    @Test
    void pagesOfTwentyFourLeadOnAndBack() {
        Answer first = client.get("/shop?sort=-price");
        assertThat(cards(first)).hasSize(24);
        assertThat(first.body())
                .contains("rel=\"next\" href=\"/shop?sort=-price&amp;page=2\"")
                .doesNotContain("rel=\"prev\"")
                .contains("<option value=\"-price\" selected>");
        Answer second = client.get("/shop?sort=-price&page=2");
        assertThat(second.body())
                .contains("rel=\"prev\" href=\"/shop?sort=-price\"")
                .contains("rel=\"next\" href=\"/shop?sort=-price&amp;page=3\"");
        Answer last = client.get("/shop?sort=-price&page=13");
        assertThat(cards(last)).hasSize(3);
        assertThat(last.body()).doesNotContain("rel=\"next\"");

        List<String> all = new ArrayList<>();
        for (int page = 1; page <= 13; page++) {
            all.addAll(cards(client.get("/shop?sort=-price&page=" + page)));
        }
        assertThat(all).hasSize(291).doesNotHaveDuplicates();
    }

    @Test
    void pageBehindTheLastIsTheLast() {
        assertThat(client.get("/shop?page=999").body())
                .contains("aria-label=\"Page 13\" aria-current=\"page\"");
        assertThat(client.get("/shop?q=widget&page=5").status()).isEqualTo(200);
    }

    @Test
    void nothingFoundHasAWayOut() {
        Answer nothing = client.get("/shop?q=unicorn&category=Kitchen");
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(cards(nothing)).isEmpty();
        assertThat(nothing.body())
                .contains("id=\"nothing-found\"", "Nothing found in Kitchen")
                .contains("href=\"/shop?q=unicorn\"", "href=\"/shop\"");
    }

    @ParameterizedTest
    @CsvSource({
        "sort=cheap,sort",
        "page=0,page",
        "page=-1,page",
        "page=x,page",
        "page=99999999999999999999,page",
        "sort=name&page=1.5,page"
    })
    void valueThatMakesNoSenseIsNamed(String query, String name) {
        Answer page = client.get("/shop?" + query, BROWSER);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("That “" + name + "” makes no sense to us.", "It must be");
        Answer json = client.get("/api/products?" + query);
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.json().path("error").asText()).isEqualTo("invalid_" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%zz",
                "q=%",
                "q=%00",
                "q=%ff%fe",
                "q=(((",
                "q=[",
                "q=.*",
                "category=%27--",
                "q=a&q=b",
                "q",
                "category=Nowhere",
                "q=%F0%9F%A6%84",
                "page=",
                "sort="
            })
    void nothingBreaksTheSearch(String query) {
        assertThat(client.get("/shop?" + query).status()).isIn(200, 400);
        assertThat(client.get("/api/products?" + query).status()).isIn(200, 400);
    }

    @Test
    void tooManyWordsAreRefused() {
        assertThat(client.get("/shop?q=" + "a".repeat(101)).status()).isEqualTo(400);
        assertThat(client.get("/shop?q=" + "a".repeat(100)).status()).isEqualTo(200);
    }

    @Test
    void whatIsLookedForIsNeverMarkup() {
        String evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%27";
        String page = client.get("/shop?q=" + evil + "&category=" + evil + "&page=1").body();
        assertThat(page)
                .doesNotContain("<script>alert", "\"><script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void programsSearchTheSame() {
        JsonNode found =
                client.get("/api/products?q=kettle&category=Kitchen&sort=price&page=2&size=4")
                        .json();
        assertThat(found.path("total").asInt()).isEqualTo(9);
        assertThat(found.path("page").asInt()).isEqualTo(2);
        assertThat(found.path("pages").asInt()).isEqualTo(3);
        assertThat(found.path("size").asInt()).isEqualTo(4);
        assertThat(found.path("products")).hasSize(4);
        JsonNode kettle = found.path("products").path(0);
        assertThat(kettle.fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "name", "category", "description", "stock", "price", "image_url");
        assertThat(kettle.path("category").asText()).isEqualTo("Kitchen");
        assertThat(client.get("/api/products?page=1000").json().path("products")).isEmpty();
        assertThat(client.get("/api/products?size=101").json().path("error").asText())
                .isEqualTo("invalid_size");
        assertThat(client.get("/api/products").json().path("products")).hasSize(24);
    }

    @Test
    void changedStockIsOnTheNextPageEverywhere() {
        client.setStock(4, 7);
        assertThat(client.get("/shop").body())
                .contains("data-product-id=\"4\">7</span>")
                .doesNotContain("data-product-id=\"4\">8</span>");
        client.setStock(4, 8);
        for (String path : List.of("/shop", "/shop?q=mug", "/product/4")) {
            assertThat(client.get(path).body())
                    .as(path)
                    .containsPattern("data-product-id=\"4\">8</");
        }
        assertThat(client.get("/products/4").json().path("stock").asInt()).isEqualTo(8);
        assertThat(client.get("/products").json().path("products").path(3).path("stock").asInt())
                .isEqualTo(8);
    }

    @Test
    void categoryPageIsLinkedFromHomeAndFromItsProducts() {
        assertThat(client.get("/").body()).contains("href=\"/shop?category=Kitchen\"");
        assertThat(client.get("/product/4").body()).contains("href=\"/shop?category=Kitchen\"");
        assertThat(client.get("/shop?category=Kitchen").body())
                .contains("aria-current=\"page\">Kitchen</a>", "<h1>Kitchen</h1>", "36 products");
    }

    private static List<String> cards(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        Matcher card = CARD.matcher(page.body());
        List<String> ids = new ArrayList<>();
        while (card.find()) {
            ids.add(card.group(1));
        }
        return ids;
    }
}
