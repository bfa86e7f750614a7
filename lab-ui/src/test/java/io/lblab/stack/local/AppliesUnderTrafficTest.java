package io.lblab.stack.local;

import io.lblab.stack.SteadyApplies;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No apply costs a request or a stream. `-Dapplies=N` does another number.
@Tag("local")
class AppliesUnderTrafficTest {

    private static final int APPLIES = Integer.getInteger("applies", 200);

    @TempDir Path folder;

    @Test
    void noApplyCostsARequestOrAStream() throws Exception {
        try (NginxFixture nginx = new NginxFixture(folder, 2)) {
            SteadyApplies.run("nginx alone", nginx.host(), APPLIES);
        }
    }
}
