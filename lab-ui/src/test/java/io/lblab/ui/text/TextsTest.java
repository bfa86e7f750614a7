package io.lblab.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    @Test
    void germanHasEveryTextWithTheSameArguments() throws IOException {
        Properties english = read("/io/lblab/ui/texts.properties");
        Properties german = read("/io/lblab/ui/texts_de.properties");

        assertThat(german.keySet()).isEqualTo(english.keySet());
        for (String key : english.stringPropertyNames()) {
            assertThat(german.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(german.getProperty(key)))
                    .as(key)
                    .containsExactlyInAnyOrder(arguments(english.getProperty(key)));
        }
    }

    @Test
    void aLanguageWithoutTextsGetsEnglish() {
        assertThat(new Texts(Locale.JAPANESE).get("place.BALANCER")).isEqualTo("Balancer");
        assertThat(new Texts(Locale.GERMAN).get("place.BALANCER")).isEqualTo("Verteiler");
    }

    @Test
    void numbersHaveThinSpacesAndTheLocalesDecimalSign() {
        Numbers english = new Numbers(Locale.ENGLISH);
        Numbers german = new Numbers(Locale.GERMAN);

        assertThat(english.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(english.percent(0.75)).isEqualTo("75.00\u202f%");
        assertThat(german.percent(0.75)).isEqualTo("75,00\u202f%");
        assertThat(english.percent(Double.NaN)).isEqualTo("–");
        assertThat(english.millis(4.126)).isEqualTo("4.13");
        assertThat(english.millis(1234.5)).isEqualTo("1\u202f234");
        assertThat(english.duration(Duration.ofMillis(6_420))).isEqualTo("6.4\u202fs");
        assertThat(english.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    }

    private static String[] arguments(String text) {
        return ARGUMENT.matcher(text).results().map(r -> r.group()).toArray(String[]::new);
    }

    private static Properties read(String resource) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream(resource)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
