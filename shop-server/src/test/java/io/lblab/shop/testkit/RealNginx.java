package io.lblab.shop.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A real nginx before two shops. The pages' own files and event streams always come from the first
/// one, so that round-robin takes turns page by page.
public final class RealNginx implements AutoCloseable {
    private final int port = FreePorts.next();
    private final ChildProcess process;

    /// Starts it.
    ///
    /// @param method the line that chooses, `ip_hash;` or nothing for round-robin
    public RealNginx(Path directory, String method, int first, int second) {
        Path file = directory.resolve("nginx.conf");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    file,
                    """
                    daemon off; worker_processes 1; pid nginx.pid; error_log stderr warn;
                    events {}
                    http {
                      access_log off; client_body_temp_path body; proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                      upstream shop { %s server 127.0.0.1:%d; server 127.0.0.1:%d; }
                      server {
                        listen 127.0.0.1:%d;
                        proxy_http_version 1.1; proxy_set_header Connection "";
                        proxy_set_header Host $http_host; proxy_buffering off;
                        proxy_set_header X-Forwarded-For $remote_addr;
                        location / { proxy_pass http://shop; }
                        location ~ ^/(static|events) { proxy_pass http://127.0.0.1:%d; }
                      }
                    }
                    """
                            .formatted(method, first, second, port, first));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                ChildProcess.start(
                        List.of(
                                "/usr/sbin/nginx",
                                "-p",
                                directory.toString(),
                                "-c",
                                file.toString()),
                        Map.of(),
                        directory);
        Awaitility.await("nginx")
                .atMost(Duration.ofSeconds(10))
                .until(() -> FreePorts.answers(port) || !process.process().isAlive());
        if (!process.process().isAlive()) {
            throw new AssertionError(process.output());
        }
    }

    public String base() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.process().destroy(); // not killed: the master ends its worker
        process.awaitExit(Duration.ofSeconds(10));
    }
}
