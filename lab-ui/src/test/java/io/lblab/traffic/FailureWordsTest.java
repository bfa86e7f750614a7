package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/// What can't be brought about on every machine. LimitsTest meets the real ones where it can.
class FailureWordsTest {

    @Test
    void anUnreachableTargetHasWords() {
        assertThat(words(new NoRouteToHostException("No route to host")))
                .isEqualTo("no route to host");
        assertThat(words(new SocketException("Network is unreachable")))
                .isEqualTo("network unreachable");
        assertThat(words(new ConnectException("Connection refused")))
                .isEqualTo("connection refused");
        assertThat(words(new UnknownHostException("nowhere.invalid")))
                .isEqualTo("target can't be found by name");
    }

    @Test
    void whatHasRunOutHasWords() {
        assertThat(words(new BindException("Address already in use"))).startsWith("out of ports");
        assertThat(words(new SocketException("Too many open files")))
                .matches("out of file descriptors: this process may open [0-9,]+");
        assertThat(words(new SocketException("Too many open files in system")))
                .isEqualTo("out of file descriptors: this machine has no more");
    }

    @Test
    void anAddressThatIsNotOursHasWords() {
        BindException failure = new BindException("Cannot assign requested address");

        assertThat(words(FailureWords.whenBinding(failure)))
                .isEqualTo("client address not available on this machine");
        assertThat(words(failure)).startsWith("out of ports");
    }

    private static String words(IOException failure) {
        return FailureWords.of(new IOException("wrapped", failure), false);
    }
}
