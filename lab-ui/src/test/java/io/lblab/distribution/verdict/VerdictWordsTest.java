package io.lblab.distribution.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.verdict.Facts.KeySkew;
import io.lblab.distribution.verdict.Facts.LeftOutBefore;
import io.lblab.distribution.verdict.Facts.MarkedFailed;
import io.lblab.distribution.verdict.Facts.WeightsChanged;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerdictWordsTest {

    private static final Instant SINCE = Instant.parse("2026-11-23T14:02:11Z");
    private static final Instant NOW = Instant.parse("2026-11-23T14:02:20Z");

    @Test
    void aFailedServerIsSaidWithItsTimes() {
        Case run =
                turns(1, 1, 100, 0)
                        .with(
                                Facts.none()
                                        .withFailures(
                                                List.of(
                                                        new MarkedFailed(
                                                                1,
                                                                SINCE,
                                                                SINCE.plusSeconds(31),
                                                                100))));

        assertThat(english(run))
                .isEqualTo(
                        "app2 got nothing: it has been marked failed since 14:02:11, retry in 22 s."
                                + " Expected of round-robin 1:1: app1 50, app2 50 (χ² p < 0.001).");
        assertThat(words(Locale.GERMAN).of(run, Judge.judge(run), NOW))
                .startsWith(
                        "app2 bekam nichts: als ausgefallen markiert seit 14:02:11, neuer Versuch in 22 s.");
        assertThat(words(Locale.ROOT).of(run, Judge.judge(run), SINCE.plusSeconds(60)))
                .startsWith("app2 got nothing: it was marked failed from 14:02:11 to 14:02:42.");
    }

    @Test
    void aServerThatWasOutBeforeIsSaidWithItsTime() {
        Case never =
                turns(1, 1, 100, 0)
                        .with(
                                Facts.none()
                                        .withLeftOut(
                                                List.of(
                                                        new LeftOutBefore(
                                                                1, Optional.empty(), 100))));
        Case late =
                turns(1, 1, 75, 25)
                        .with(
                                Facts.none()
                                        .withLeftOut(
                                                List.of(
                                                        new LeftOutBefore(
                                                                1, Optional.of(SINCE), 60))));

        assertThat(english(never))
                .startsWith(
                        "app2 got nothing: nginx never asked it, for it was out as failed already when the run began.");
        assertThat(words(Locale.GERMAN).of(never, Judge.judge(never), NOW))
                .startsWith(
                        "app2 bekam nichts: nginx hat dort nie gefragt: schon beim Beginn des Laufs als ausgefallen"
                                + " markiert.");
        assertThat(english(late))
                .startsWith(
                        "app2 got 25, 25 fewer than expected: nginx first asked it at 14:02:11, for it was out");
    }

    @Test
    void aMatchNamesTheMethodTheWeightsAndTheTest() {
        assertThat(english(turns(3, 1, 7_500, 2_500)))
                .isEqualTo(
                        "Matches weighted round-robin 3:1 exactly: app1 7,500, app2 2,500 (χ² p = 1.00).");
        assertThat(english(turns(3, 1, 7_501, 2_499)))
                .startsWith(
                        "Matches weighted round-robin 3:1 as closely as turns allow: app1 7,501");
        assertThat(english(drawn(Method.RANDOM, 3, 1, 7_520, 2_480)))
                .isEqualTo("Matches random 3:1: app1 7,520, app2 2,480 (χ² p = 0.64).");
        assertThat(words(Locale.GERMAN).of(turns(1, 1, 5, 5), Judge.judge(turns(1, 1, 5, 5)), NOW))
                .isEqualTo(
                        "Entspricht Round-robin 1:1 genau: app1 5, app2 5 (exakter Test p = 1,00).");
    }

    @Test
    void theOtherReasonsHaveTheirWords() {
        assertThat(
                        english(
                                turns(1, 1, 5_100, 4_900)
                                        .with(Facts.none().withRetries(List.of(0L, 100L)))))
                .startsWith(
                        "app1 got 5,100, 100 more than expected: nginx repeated 100 of the requests on another server.");
        assertThat(english(turns(1, 1, 5_006, 4_994).with(Facts.none().withWorkers(4, false))))
                .contains(": nginx has 4 workers without a zone, and each takes turns on its own.");
        assertThat(
                        english(
                                turns(1, 1, 6_000, 4_000)
                                        .with(
                                                Facts.none()
                                                        .withWeightChanges(
                                                                List.of(
                                                                        new WeightsChanged(
                                                                                SINCE,
                                                                                List.of(3, 1),
                                                                                4_000,
                                                                                0))))))
                .contains("the weights became 3:1 at 14:02:11, 4,000 answers before the end.");
        assertThat(
                        english(
                                drawn(Method.IP_HASH, 1, 1, 0, 50)
                                        .with(Facts.none().fromNetworks(List.of("127.0.0.0/24")))))
                .startsWith(
                        "app2 answered all 50: all requests came from one client network, 127.0.0.0/24, and ip_hash");
        assertThat(
                        english(
                                drawn(Method.HASH, 1, 1, 752, 248)
                                        .with(
                                                Facts.none()
                                                        .withSkew(new KeySkew("{1} $0", 0.5, 0)))))
                .contains(
                        "one key, {1} $0, makes up 50.00 % of the requests, and all of them go to app1.");
        assertThat(english(turns(1, 1, 5_012, 4_988)))
                .isEqualTo(
                        "app1 got 5,012, 12 more than expected: nothing known here explains it."
                                + " Expected of round-robin 1:1: app1 5,000, app2 5,000 (χ² p = 0.81).");
        assertThat(english(turns(3, 1, 2, 1)))
                .isEqualTo(
                        "Too few to tell: 3 answered, and weighted round-robin 3:1 shows from 4 on.");
    }

    @Test
    void whoElseAnsweredIsAdded() {
        Observation seen =
                new Observation(
                        List.of("app1", "app2"),
                        List.of(2L, 2L),
                        List.of(),
                        Map.of(),
                        Map.of("nginx", 1L));
        Case run = turns(1, 1, 2, 2);

        assertThat(
                        english(
                                new Case(
                                        run.method(),
                                        run.weights(),
                                        seen,
                                        run.expected(),
                                        run.facts())))
                .endsWith(". nginx itself answered 1.");
    }

    @Test
    void germanSaysAllThatEnglishSays() throws Exception {
        Properties english = bundle("words.properties");
        Properties german = bundle("words_de.properties");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(german.getProperty(key)))
                    .as(key)
                    .isEqualTo(places(english.getProperty(key)));
        }
    }

    private static Properties bundle(String name) throws Exception {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        VerdictWords.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static String english(Case run) {
        return words(Locale.ROOT).of(run, Judge.judge(run), NOW);
    }

    private static VerdictWords words(Locale locale) {
        return new VerdictWords(
                locale, ZoneOffset.UTC, count -> String.format(Locale.ROOT, "%,d", count));
    }

    private static Case turns(int w1, int w2, long first, long second) {
        double total = (double) (first + second) / (w1 + w2);
        return run(
                Method.ROUND_ROBIN,
                new Expectation.Counts(List.of(total * w1, total * w2), Expectation.Counts.TURNS),
                w1,
                w2,
                first,
                second);
    }

    private static Case drawn(Method method, int w1, int w2, long first, long second) {
        return run(
                method,
                new Expectation.Shares(List.of((double) w1, (double) w2)),
                w1,
                w2,
                first,
                second);
    }

    private static Case run(
            Method method, Expectation expected, int w1, int w2, long first, long second) {
        return new Case(
                method,
                List.of(w1, w2),
                Observation.of(List.of("app1", "app2"), List.of(first, second)),
                expected,
                Facts.none());
    }
}
