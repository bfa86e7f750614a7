package io.lblab.ui.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Counts;
import io.lblab.ui.distribution.ClientGroups.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientGroupsTest {

    @Test
    void clientsAreTakenTogetherByNetwork() {
        Map<String, Counts> clients =
                Map.of(
                        "10.1.2.3", Counts.of(5, 0),
                        "10.1.2.4", Counts.of(0, 7),
                        "10.1.9.4", Counts.of(1, 1));

        assertThat(ClientGroups.of(clients, Level.EACH)).isEqualTo(clients);
        assertThat(ClientGroups.of(clients, Level.BY_24))
                .isEqualTo(Map.of("10.1.2.0/24", Counts.of(5, 7), "10.1.9.0/24", Counts.of(1, 1)));
        assertThat(ClientGroups.of(clients, Level.BY_16))
                .isEqualTo(Map.of("10.1.0.0/16", Counts.of(6, 8)));
        assertThat(ClientGroups.of(clients, Level.BY_8)).containsOnlyKeys("10.0.0.0/8");
        assertThat(Level.BY_24.of("2001:db8:1:2::7")).isEqualTo("2001:db8:1:2::/64");
    }
}
