package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Upstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hostile input in front of a real nginx: refused in words, or nginx takes it for what was meant.
@Tag("local")
class HostileInputLiveTest {

    private static final int CASES = 1_000;

    @TempDir Path folder;

    @Test
    void whatTheLabLetsThroughNginxAccepts() throws Exception {
        long seed = Long.getLong("hostile.seed", new Random().nextLong());
        Random random = new Random(seed);
        Capabilities nginx = Capabilities.parse(run("-V").output());
        for (int passed = 0; passed < CASES; ) {
            Upstream upstream;
            try {
                upstream = HostileInput.upstream(random);
            } catch (InvalidUpstreamException refused) {
                continue;
            }
            if (nginx.lacking(upstream).isPresent() || looksUpAName(upstream)) {
                continue;
            }
            passed++;
            String block = BalancedRegion.upstreamBlock(upstream);
            Path file = folder.resolve("nginx.conf");
            Files.writeString(file, wrapped(block));

            CommandResult test = run("-t", "-p", folder.toString(), "-c", file.toString());

            assertThat(test.succeeded())
                    .as("-Dhostile.seed=%d: %s\n%s", seed, test.output(), block)
                    .isTrue();
            assertThat(WrittenBlock.upstream(UpstreamReader.read(block)))
                    .as("-Dhostile.seed=%d", seed)
                    .isEqualTo(upstream);
        }
    }

    /// A host name is looked up by nginx, and none here has an address.
    private static boolean looksUpAName(Upstream upstream) {
        return upstream.servers().stream().anyMatch(s -> !s.host().matches("127[0-9.]+"));
    }

    /// With a server whose `proxy_pass` finds the upstream by the name that was meant.
    private String wrapped(String block) {
        return """
        error_log stderr;
        pid %s/nginx.pid;
        events { }
        http {
            access_log off;
        %s
            server {
                listen 127.0.0.1:1;
                location / { proxy_pass http://%s; }
            }
        }
        """
                .formatted(folder, block, block.split("[ {]", 3)[1]);
    }

    private static CommandResult run(String... arguments) throws Exception {
        Process process =
                new ProcessBuilder(
                                Stream.concat(Stream.of("/usr/sbin/nginx"), Stream.of(arguments))
                                        .toList())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandResult("nginx", process.waitFor(), output, Duration.ZERO);
    }
}
