package io.lblab.stack.local;

import io.lblab.stack.Service.Role;
import io.lblab.stack.ShopChoices.StockStore;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Redis: the shops' cache, their sessions, and the channel of stock changes. It keeps something on
/// disk only when it counts the stock; then a start of the service finds it again.
record RedisPart(Context context) {

    static final String NAME = "redis";

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    void write() throws IOException {
        Endpoint at = context.addresses().redis();
        Files.writeString(
                config(),
                """
                bind %s
                port %d
                protected-mode no
                dir "%s"
                daemonize no
                save ""
                appendonly %s
                appendfsync always
                maxmemory 100mb
                set-proc-title no
                """
                        .formatted(
                                at.host(),
                                at.port(),
                                context.folder().data(NAME),
                                countsStock() ? "yes" : "no"));
    }

    ServiceSpec spec() throws StackException {
        Path binary = context.programs().redisIn(context.folder().data("bin"));
        return new ServiceSpec(
                NAME,
                Role.CACHE,
                Optional.empty(),
                List.of(binary.toString(), config().toString()),
                Map.of(),
                context.folder().data(NAME),
                context.folder().log(NAME),
                List.of(context.folder().log(NAME)),
                List.of(context.addresses().redis()),
                this::answersPing,
                Optional.empty(),
                Duration.ofSeconds(5),
                countsStock() ? "cache, channel, stock" : "cache and stock channel");
    }

    private boolean countsStock() {
        return context.shop().stock() == StockStore.REDIS;
    }

    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(context.addresses().redis().address(), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write(PING);
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path config() {
        return context.folder().data(NAME).resolve("redis.conf");
    }
}
