package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.stack.Progress;
import org.junit.jupiter.api.Test;

class ComposeProgressTest {

    private final ComposeProgress progress = new ComposeProgress("gsg");

    @Test
    void aContainersLineIsItsServicesProgress() {
        assertThat(progress.read(" Container gsg-app1  Starting"))
                .contains(new Progress("app1", "starting", false));
        assertThat(progress.read(" Container gsg-app1  Healthy"))
                .contains(new Progress("app1", "healthy", true));
        assertThat(progress.read(" Container gsg-node-exporter  Removed"))
                .contains(new Progress("node-exporter", "removed", true));
    }

    @Test
    void anImageThatIsFetchedIsItsServicesProgress() {
        assertThat(progress.read(" nginx Pulling "))
                .contains(new Progress("nginx", "fetching the image", false));
    }

    @Test
    void aBuildStepIsProgressOfTheWhole() {
        assertThat(progress.read("#13 [app1 6/6] RUN [\"bash\", \"/app/train\"]"))
                .contains(new Progress("stack", "building the shop's image, step 6/6", false));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(progress.read(" Network gsg_lab  Created")).isEmpty();
        assertThat(progress.read("#13 CACHED")).isEmpty();
        assertThat(progress.read("time=\"…\" level=warning msg=\"…\"")).isEmpty();
    }
}
