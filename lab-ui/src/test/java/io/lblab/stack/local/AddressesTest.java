package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.stack.StackException;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AddressesTest {

    private static final long SEED = 42;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has all of 127.0.0.0/8")
    void everyPartHasThePortThatPeopleKnow() throws StackException {
        Addresses addresses = Addresses.pick(8123, 3, new Random(SEED));

        assertThat(addresses.nginx()).isEqualTo(new Endpoint("127.0.0.1", 8123));
        assertThat(addresses.apps()).hasSize(3).extracting(Endpoint::port).containsOnly(8000);
        assertThat(addresses.apps().get(2).host()).matches("127\\.[0-9]+\\.0\\.13");
        assertThat(addresses.redis().port()).isEqualTo(6379);
        assertThat(addresses.kafka().port()).isEqualTo(9092);
        assertThat(addresses.lab()).matches("127\\.[0-9]+\\.0\\.9");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has all of 127.0.0.0/8")
    void aNetworkInWhichSomethingListensIsPassedOver() throws Exception {
        Addresses first = Addresses.pick(8123, 2, new Random(SEED));
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(first.redis().address());

            Addresses second = Addresses.pick(8123, 2, new Random(SEED));

            assertThat(second.redis().host()).isNotEqualTo(first.redis().host());
        }
    }

    @Test
    void zeroPicksAFreePort() throws StackException {
        assertThat(Addresses.pick(0, 1, new Random(SEED)).nginx().free()).isTrue();
    }

    @Test
    void anImpossibleNumberOfInstancesIsRefused() {
        assertThatThrownBy(() -> Addresses.pick(0, 0, new Random(SEED)))
                .isInstanceOf(StackException.class)
                .hasMessage("0 instances can't run here: ask for 1 to 200.");
    }
}
