package io.lblab.stack.local;

import io.lblab.stack.SteadyApplies;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.raw.RawEngine;
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
        applies(APPLIES, new RawEngine());
    }

    @Test
    void norDoesItWithTheOtherEngine() throws Exception {
        applies(APPLIES / 4, new OkHttpEngine());
    }

    private void applies(int number, TrafficEngine engine) throws Exception {
        try (NginxFixture nginx = new NginxFixture(folder, 2)) {
            SteadyApplies.run("nginx alone", nginx.host(), number, engine);
        }
    }
}
