package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import io.lblab.stack.StackState;
import io.lblab.stack.local.LocalState.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        StateFile file = new StateFile(folder.resolve("stack.json"));
        LocalState state = state().with(new Entry("app1", 12, 34, 56, ""));

        file.write(state);
        file.update(s -> s.with(new Entry("app1", 13, 35, 57, "killed")));

        LocalState read = file.read().orElseThrow();
        assertThat(read.addresses()).isEqualTo(state.addresses());
        assertThat(read.shop()).isEqualTo(state.shop());
        assertThat(read.token()).isEqualTo(state.token());
        assertThat(read.processes()).containsExactly(new Entry("app1", 13, 35, 57, "killed"));
    }

    @Test
    void aFileThatIsNoStateIsTakenForNone() throws IOException {
        Path path = folder.resolve("stack.json");
        Files.writeString(path, "{\"phase\":");

        assertThat(new StateFile(path).read()).isEmpty();
        assertThat(new StateFile(folder.resolve("none.json")).read()).isEmpty();
    }

    @Test
    void aFileOfAnEarlierLabIsTakenForNone() throws IOException {
        Path path = folder.resolve("stack.json");
        new StateFile(path).write(state());
        ObjectNode earlier = (ObjectNode) new ObjectMapper().readTree(path.toFile());
        earlier.remove("shop");
        Files.writeString(path, earlier.toString());

        assertThat(new StateFile(path).read()).isEmpty();
    }

    @Test
    void aProcessIsKnownByItsBirthToo() {
        long pid = ProcessHandle.current().pid();
        long birth = ProcFiles.birth(pid);

        assertThat(new Entry("app1", pid, birth, 0, "").alive()).isTrue();
        assertThat(new Entry("app1", pid, birth - 1, 0, "").alive()).isFalse();
        assertThat(new Entry("app1", Long.MAX_VALUE, ProcFiles.GONE, 0, "").alive()).isFalse();
    }

    private static LocalState state() {
        return new LocalState(
                StackState.RUNNING,
                Addresses.network(new Endpoint("127.0.0.1", 8000), 20, 2),
                true,
                new ShopChoices(Database.POSTGRESQL, StockStore.REDIS, SessionStore.MEMORY),
                Tokens.fresh(),
                List.of());
    }
}
