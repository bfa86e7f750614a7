package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.stack.Setting;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeSettingsTest {

    private static final String A_PORT = "a port from 1 to 65535, or 0 for any free one";

    @TempDir private Path dist;

    @Test
    void withoutAnythingSetEverythingIsAsInComposeYaml() throws Exception {
        ComposeSettings settings = read("", Map.of());

        assertThat(settings)
                .isEqualTo(
                        new ComposeSettings(
                                8000,
                                "10.213.87",
                                Map.of(
                                        "PROMETHEUS_PORT",
                                        9090,
                                        "GRAFANA_PORT",
                                        3000,
                                        "CADVISOR_PORT",
                                        8080),
                                true,
                                ShopChoices.defaults(),
                                Duration.ofSeconds(1)));
        assertThat(read("LAB_PORT=\nPROMETHEUS_PORT=\nLAB_NET=\n", Map.of())).isEqualTo(settings);
    }

    @Test
    void theFileIsReadAndTheEnvironmentAndTheCommandLineComeBeforeIt() throws Exception {
        String file =
                """
                LAB_PORT=8100
                GRAFANA_PORT=0
                LAB_NET=10.1.255
                PAYMENT_DELAY_MS=0
                SESSION_STORE=memory
                ADMIN_PASSWORD=
                COMPOSE_PROFILES=
                """;

        ComposeSettings settings = read(file, Map.of("GRAFANA_PORT", "3100"));

        assertThat(settings.port()).isEqualTo(8100);
        assertThat(settings.monitoringPorts()).containsEntry("GRAFANA_PORT", 3100);
        assertThat(settings.network()).isEqualTo("10.1.255");
        assertThat(settings.paymentDelay()).isZero();
        assertThat(settings.monitoring()).isFalse();
        assertThat(settings.shop())
                .isEqualTo(ShopChoices.defaults().withSessions(SessionStore.MEMORY));
        assertThat(ComposeSettings.of(project(file, Map.of()), OptionalInt.of(0)).port()).isZero();
    }

    @Test
    void theFileThatTheProjectShipsIsRight() throws Exception {
        ComposeProject shipped = ComposeProject.of(ComposeLab.DIST, Map.of());

        assertThat(ComposeSettings.of(shipped, OptionalInt.empty())).isEqualTo(read("", Map.of()));
    }

    @Test
    void theTokenIsTheSameWhereverTheProjectShipsIt() throws Exception {
        Path folder = ComposeLab.DIST.resolve("compose");

        assertThat(folder.resolve(".env")).content().contains("\nLAB_TOKEN=lab\n");
        assertThat(folder.resolve("compose.yaml")).content().contains("${LAB_TOKEN:-lab}");
        assertThat(folder.resolve("nginx/nginx.conf")).content().contains("\"lab\" 1;");
    }

    @Test
    void theAdministratorsPasswordIsTheSameOnBothStacks() {
        Path folder = ComposeLab.DIST.resolve("compose");
        String password = Setting.usualAdminPassword();

        assertThat(folder.resolve(".env"))
                .content()
                .contains("\nADMIN_PASSWORD=" + password + "\n");
        assertThat(folder.resolve("compose.yaml"))
                .content()
                .contains("${ADMIN_PASSWORD-" + password + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LAB_PORT         | http       | " + A_PORT,
                "PROMETHEUS_PORT  | 9090x      | " + A_PORT,
                "GRAFANA_PORT     | 65536      | " + A_PORT,
                "CADVISOR_PORT    | -1         | " + A_PORT,
                "CADVISOR_PORT    | 9999999999 | " + A_PORT,
                "LAB_NET          | 10.213     | the first three numbers of a network, like 10.213.87",
                "LAB_NET          | 10.213.256 | the first three numbers of a network, like 10.213.87",
                "SESSION_STORE    | disk       | redis or memory",
                "PAYMENT_DELAY_MS | soon       | a whole number of milliseconds from 0 to 600000",
                "PAYMENT_DELAY_MS | 600001     | a whole number of milliseconds from 0 to 600000",
                "PAYMENT_DELAY_MS | ''         | a whole number of milliseconds from 0 to 600000",
            })
    void whatCannotBeUsedIsSaidInOneSentence(String name, String value, String allowed) {
        assertThatThrownBy(() -> read(name + "=" + value + "\n", Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "%s in compose/.env is \"%s\": it must be %s."
                                .formatted(name, value, allowed));
        assertThatThrownBy(() -> read(name + "=1\n", Map.of(name, value)))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith(name + " in the environment is \"" + value + "\": ");
    }

    @Test
    void aPasswordThatCannotBeUsedIsNotShown() {
        assertThatThrownBy(() -> read("ADMIN_PASSWORD=sesame\n", Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "ADMIN_PASSWORD in compose/.env has 6 bytes: it must be empty, or have 8 to 72.");
        assertThatThrownBy(() -> read("", Map.of("POSTGRES_PASSWORD", "a&b=c")))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "POSTGRES_PASSWORD in the environment can't stand in a URL: use letters,"
                                + " digits, '.', '_', '~' and '-'.");
    }

    private ComposeSettings read(String file, Map<String, String> environment)
            throws IOException, StackException {
        return ComposeSettings.of(project(file, environment), OptionalInt.empty());
    }

    private ComposeProject project(String file, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(dist.resolve("compose"));
        Files.writeString(dist.resolve("compose/.env"), file);
        return ComposeProject.of(dist, environment);
    }
}
