package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.stack.HttpAsk;
import io.lblab.stack.HttpAsk.Answer;
import io.lblab.stack.LeftOvers;
import io.lblab.stack.Stack;
import io.lblab.stack.StackContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("local")
class LocalStackContractTest extends StackContractTest {

    @TempDir static Path home;

    @Override
    protected Stack open() {
        return new LocalStack(home, System.getenv());
    }

    @Override
    protected String labBinds(Stack stack) throws Exception {
        return stack.nginx().site().labAddress();
    }

    @Override
    protected Answer strangerGets(Stack stack, String path, String... headers) throws Exception {
        return new HttpAsk(stack.nginx().site().entry(), "127.0.0.77").get(path, headers);
    }

    @Override
    protected String variable(String service, String name) throws Exception {
        LocalState state = new StateFile(home.resolve("local/stack.json")).read().orElseThrow();
        long pid = state.entry(service).orElseThrow().pid();
        String environment = Files.readString(Path.of("/proc", String.valueOf(pid), "environ"));
        return Pattern.compile("\0")
                .splitAsStream(environment)
                .filter(set -> set.startsWith(name + "="))
                .map(set -> set.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    protected List<String> running() {
        return Stream.of(home, database())
                .flatMap(place -> LeftOvers.processesOf(place).stream())
                .distinct()
                .toList();
    }

    @Override
    protected Optional<String> lacksPostgres() {
        return PostgresPrograms.find(new Tools(System.getenv())).isPresent()
                ? Optional.empty()
                : Optional.of("the package postgresql is not installed");
    }

    private static Path database() {
        return new Folder(home.resolve("local")).database();
    }

    @Test
    void workersOfNginxAreAmongWhatRuns() {
        assertThat(running()).anyMatch(process -> process.contains("nginx: worker process"));
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(home.resolve("local")).isDirectoryNotContaining("glob:**.json");
        assertThat(database()).doesNotExist();
    }
}
