package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.stack.ShopChoices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeProjectTest {

    @TempDir private Path dist;

    @BeforeEach
    void folder() throws Exception {
        Files.createDirectories(dist.resolve("compose"));
        Files.writeString(
                dist.resolve("compose/.env"),
                "# a comment = not a variable\n\nLAB_PREFIX=mine\nLAB_NET = 10.1.2\n");
    }

    @Test
    void variablesComeFromTheFileAndBeforeItFromTheEnvironment() {
        ComposeProject project =
                ComposeProject.of(
                        dist, Map.of("COMPOSE_PROJECT_NAME", "other", "LAB_NET", "10.9.9"));

        assertThat(project.name()).isEqualTo("other");
        assertThat(project.container("app1")).isEqualTo("mine-app1");
        assertThat(project.variable("LAB_NET", "unset")).isEqualTo("10.9.9");
        assertThat(project.variable("LAB_PORT", "8000")).isEqualTo("8000");
    }

    @Test
    void withoutAnythingSetTheNamesAreTheGuides() throws Exception {
        Files.delete(dist.resolve("compose/.env"));

        ComposeProject project = ComposeProject.of(dist, Map.of());

        assertThat(project.name()).isEqualTo("gsg");
        assertThat(project.container("nginx")).isEqualTo("gsg-nginx");
    }

    @Test
    void instancesBeyondTheNamedOnesGetAFileAnAddressAndATarget() throws Exception {
        ComposeProject project = ComposeProject.of(dist, Map.of());
        ObjectMapper json = new ObjectMapper();

        List<Path> files = new InstancesFile(project).write(4, "10.1.2", ShopChoices.defaults());

        JsonNode services = json.readTree(files.getFirst().toFile()).path("services");
        assertThat(services.at("/app4/networks/lab/ipv4_address").asText()).isEqualTo("10.1.2.14");
        assertThat(services.at("/app4/environment/INSTANCE_ID").asText()).isEqualTo("4");
        assertThat(services.at("/nginx/extra_hosts").toString())
                .isEqualTo("[\"app3:10.1.2.13\",\"app4:10.1.2.14\"]");
        assertThat(Files.readString(project.targetsFolder().resolve("app3.json")))
                .isEqualTo("[{\"targets\":[\"app3:8000\"]}]");
    }

    /// postgres.yaml and redis-stock.yaml name app1 and app2 only.
    @Test
    void furtherInstancesKeepTheirDataWhereTheNamedOnesDo() throws Exception {
        ComposeProject project = ComposeProject.of(dist, Map.of());
        ShopChoices chosen =
                new ShopChoices(
                        ShopChoices.Database.POSTGRESQL,
                        ShopChoices.StockStore.REDIS,
                        ShopChoices.SessionStore.REDIS);

        Path file = new InstancesFile(project).write(3, "10.1.2", chosen).getFirst();

        JsonNode app3 = new ObjectMapper().readTree(file.toFile()).at("/services/app3");
        assertThat(app3.at("/environment/STOCK_STORE").asText()).isEqualTo("redis");
        assertThat(app3.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
        assertThat(ComposeLab.DIST.resolve("compose/postgres.yaml"))
                .content()
                .contains("DB_URL: " + app3.at("/environment/DB_URL").asText() + "\n");
        assertThat(ChoiceFiles.of(project, chosen))
                .extracting(f -> f.getFileName().toString())
                .containsExactly("postgres.yaml", "redis-stock.yaml");
        assertThat(ChoiceFiles.of(project, ShopChoices.defaults())).isEmpty();
    }

    @Test
    void twoInstancesNeedNoFileAndForgetAnOldOne() throws Exception {
        ComposeProject project = ComposeProject.of(dist, Map.of());
        InstancesFile instances = new InstancesFile(project);
        instances.write(3, "10.1.2", ShopChoices.defaults());

        assertThat(instances.write(2, "10.1.2", ShopChoices.defaults())).isEmpty();
        assertThat(project.instancesFile()).doesNotExist();
        assertThat(project.targetsFolder()).isEmptyDirectory();
    }
}
