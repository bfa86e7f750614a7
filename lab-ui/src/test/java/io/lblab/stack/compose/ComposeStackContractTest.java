package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.stack.HttpAsk.Answer;
import io.lblab.stack.Stack;
import io.lblab.stack.StackContractTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("docker")
class ComposeStackContractTest extends StackContractTest {

    private static final String NAME = "lbtest" + ProcessHandle.current().pid() + "c";

    @Override
    protected Stack open() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("COMPOSE_PROJECT_NAME", NAME);
        environment.put("LAB_PREFIX", NAME);
        return ComposeStack.at(ComposeLab.DIST, environment);
    }

    @AfterAll
    static void removeVolumes() throws Exception {
        ComposeLab.removeVolumes(NAME);
    }

    /// What comes to the published port from this machine has the network's gateway as its address.
    @Override
    protected String labBinds(Stack stack) {
        return "127.0.0.1";
    }

    /// Another container asks.
    @Override
    protected Answer strangerGets(Stack stack, String path, String... headers) throws Exception {
        List<String> request = new ArrayList<>(List.of("GET " + path + " HTTP/1.0"));
        request.addAll(List.of(headers));
        String script =
                "exec 3<>/dev/tcp/nginx/80; printf '%s\\r\\n' "
                        + "'"
                        + String.join("' '", request)
                        + "' '' >&3; cat <&3";
        String raw = ComposeLab.run("docker", "exec", NAME + "-app1", "bash", "-c", script);
        int head = raw.indexOf("\r\n\r\n");
        int status = Integer.parseInt(raw.substring("HTTP/1.1 ".length()).substring(0, 3));
        return new Answer(status, Map.of(), raw.substring(head).strip());
    }

    @Override
    protected String variable(String service, String name) throws Exception {
        return ComposeLab.run("docker", "exec", NAME + "-" + service, "printenv", name).strip();
    }

    @Override
    protected List<String> running() throws Exception {
        return ComposeLab.run("docker", "ps", "--all", "--format", "{{.Names}}")
                .lines()
                .filter(container -> container.startsWith(NAME))
                .toList();
    }

    @Override
    protected void assertNothingIsLeft() throws Exception {
        assertThat(ComposeLab.run("docker", "network", "ls")).doesNotContain(NAME);
        assertThat(ComposeLab.DIST.resolve("compose/.state/" + NAME)).doesNotExist();
    }
}
