package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

        List<Path> files = new InstancesFile(project).write(4, "10.1.2");

        JsonNode services = json.readTree(files.getFirst().toFile()).path("services");
        assertThat(services.at("/app4/networks/lab/ipv4_address").asText()).isEqualTo("10.1.2.14");
        assertThat(services.at("/app4/environment/INSTANCE_ID").asText()).isEqualTo("4");
        assertThat(services.at("/nginx/extra_hosts").toString())
                .isEqualTo("[\"app3:10.1.2.13\",\"app4:10.1.2.14\"]");
        assertThat(Files.readString(project.targetsFolder().resolve("app3.json")))
                .isEqualTo("[{\"targets\":[\"app3:8000\"]}]");
    }

    @Test
    void twoInstancesNeedNoFileAndForgetAnOldOne() throws Exception {
        ComposeProject project = ComposeProject.of(dist, Map.of());
        InstancesFile instances = new InstancesFile(project);
        instances.write(3, "10.1.2");

        assertThat(instances.write(2, "10.1.2")).isEmpty();
        assertThat(project.instancesFile()).doesNotExist();
        assertThat(project.targetsFolder()).isEmptyDirectory();
    }
}
