package io.lblab.traffic.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.raw.AnswerCorpus.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerParserTest {

    /// What came of an answer.
    ///
    /// @param status 0 when the answer is broken
    private record Outcome(int status, String body) {
        private static final Outcome BROKEN = new Outcome(0, "");
    }

    static List<Answer> corpus() {
        return AnswerCorpus.all();
    }

    /// OkHttp is the reference: the status and the body, or that there is no valid answer.
    @ParameterizedTest
    @MethodSource("corpus")
    void readsWhatOkHttpReads(Answer answer) throws Exception {
        assertThat(parsed(answer, List.of(answer.bytes().length))).isEqualTo(byOkHttp(answer));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void itDoesNotMatterWhereTheAnswerIsSplit(Answer answer) {
        Outcome whole = parsed(answer, List.of(answer.bytes().length));
        int length = answer.bytes().length;
        for (int split = 1; split < Math.min(length, 2_000); split++) {
            assertThat(parsed(answer, List.of(split, length - split))).isEqualTo(whole);
        }
        assertThat(parsed(answer, Collections.nCopies(length, 1))).isEqualTo(whole);
    }

    @Test
    void theCorpusHasBothKinds() {
        assertThat(parsed(corpus().getFirst(), List.of(corpus().getFirst().bytes().length)))
                .isEqualTo(new Outcome(200, "hello"));
        assertThat(corpus())
                .filteredOn(answer ->
                        parsed(answer, List.of(answer.bytes().length)).equals(Outcome.BROKEN))
                .hasSizeBetween(15, corpus().size() / 2);
    }

    @Test
    void theHeadersThatARunCountsByAreRead() throws ProtocolException {
        AnswerParser parser = new AnswerParser(new Texts());
        byte[] bytes =
                bytes(
                        "HTTP/1.1 200 OK\r\nx-instance-id: 2\r\nX-Served-By:  app2:8000 \r\nX-Cache-Status:"
                                + " HIT\r\nContent-Length: 1\r\n\r\n!and more");

        parser.begin(false);
        int end = parser.feed(bytes, 0, bytes.length);

        assertThat(parser.isComplete()).isTrue();
        assertThat(bytes.length - end).isEqualTo("and more".length());
        assertThat(parser.status()).isEqualTo(200);
        assertThat(parser.instance()).isEqualTo("2");
        assertThat(parser.servedBy()).isEqualTo("app2:8000");
        assertThat(parser.fromCache()).isTrue();
        assertThat(parser.keepsConnection()).isTrue();

        parser.begin(false);
        byte[] next = bytes("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n");
        parser.feed(next, 0, next.length);

        assertThat(parser.instance()).isEmpty();
        assertThat(parser.fromCache()).isFalse();
        assertThat(parser.keepsConnection()).isFalse();
    }

    /// Broken in any way an answer ends or fails; it never hangs, and never reads beyond its bytes.
    @Test
    void anythingAtAllIsReadOrRefused() {
        long seed = Long.getLong("fuzz.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<Answer> seeds =
                AnswerCorpus.all().stream().filter(a -> a.bytes().length < 1_000).toList();
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = mutated(seeds, random);
            Answer answer = new Answer("fuzz", random.nextBoolean() ? "GET" : "HEAD", text(bytes));
            Outcome whole = parsed(answer, List.of(bytes.length));
            int split = bytes.length == 0 ? 0 : random.nextInt(bytes.length);

            assertThat(parsed(answer, List.of(split, bytes.length - split)))
                    .as("-Dfuzz.seed=%d %s", seed, HexFormat.of().formatHex(bytes))
                    .isEqualTo(whole);
        }
    }

    private static byte[] mutated(List<Answer> seeds, Random random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).bytes().clone();
        for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\r\n :;0f".charAt(random.nextInt(7));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size())).bytes();
                    byte[] joined = Arrays.copyOf(bytes, at + other.length);
                    System.arraycopy(other, 0, joined, at, other.length);
                    bytes = joined;
                }
            }
        }
        return bytes;
    }

    private static Outcome parsed(Answer answer, List<Integer> pieces) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        AnswerParser parser =
                new AnswerParser(new Texts(), (b, from, to) -> body.write(b, from, to - from));
        parser.begin(answer.method().equals("HEAD"));
        byte[] bytes = answer.bytes();
        try {
            int at = 0;
            for (int piece : pieces) {
                if (!parser.isComplete()) {
                    parser.feed(bytes, at, at + piece);
                }
                at += piece;
            }
            if (!parser.isComplete()) {
                parser.end();
            }
            return new Outcome(parser.status(), text(body.toByteArray()));
        } catch (ProtocolException e) {
            return Outcome.BROKEN;
        }
    }

    private static Outcome byOkHttp(Answer answer) throws Exception {
        OkHttpClient client =
                new OkHttpClient.Builder()
                        .retryOnConnectionFailure(false)
                        .followRedirects(false)
                        .build();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnce(listener, answer.bytes()));
            Request request =
                    new Request.Builder()
                            .url("http://127.0.0.1:" + listener.getLocalPort() + "/")
                            .header("Accept-Encoding", "identity")
                            .method(answer.method(), null)
                            .build();
            try (Response response = client.newCall(request).execute()) {
                return new Outcome(response.code(), text(response.body().bytes()));
            } catch (IOException e) {
                return Outcome.BROKEN;
            }
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static void answerOnce(ServerSocket listener, byte[] bytes) {
        try (Socket socket = listener.accept()) {
            byte[] request = new byte[4_096];
            int read = socket.getInputStream().read(request);
            assertThat(read).isPositive();
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException _) {
            // the client had enough
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
