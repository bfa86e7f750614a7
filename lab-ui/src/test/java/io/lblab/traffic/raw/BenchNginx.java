package io.lblab.traffic.raw;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// One nginx with one worker that balances over two servers of its own, which answer 200 bytes.
final class BenchNginx implements AutoCloseable {

    private final int port;
    private final Process nginx;

    BenchNginx(Path folder) throws IOException {
        port = freePort();
        Path conf = folder.resolve("nginx.conf");
        int first = freePort();
        int second = freePort();
        Files.writeString(
                conf,
                """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
                %5$s
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 100000000;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  upstream u { server 127.0.0.1:%3$d; server 127.0.0.1:%4$d; keepalive 64; keepalive_requests 100000000; }
                  server { listen 127.0.0.1:%3$d; location / { add_header X-Instance-ID 1; default_type application/json; return 200 '%6$s'; } }
                  server { listen 127.0.0.1:%4$d; location / { add_header X-Instance-ID 2; default_type application/json; return 200 '%6$s'; } }
                  server { listen 127.0.0.1:%2$d;
                    location / { proxy_pass http://u; proxy_http_version 1.1; proxy_set_header Connection ""; }
                    location = /constant { add_header X-Instance-ID 1; default_type application/json; return 200 '%6$s'; } }
                }
                """
                        .formatted(
                                folder,
                                port,
                                first,
                                second,
                                "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                                "{\"product\":\"" + "x".repeat(185) + "\"}"));
        nginx =
                new ProcessBuilder(
                                "/usr/sbin/nginx", "-p", folder.toString(), "-c", conf.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
        await().until(() -> accepts(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        nginx.destroy();
        nginx.onExit().join();
    }
}
