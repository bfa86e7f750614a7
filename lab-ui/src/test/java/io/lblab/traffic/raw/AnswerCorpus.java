package io.lblab.traffic.raw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Answers, legal and broken, after which the server ends the connection.
final class AnswerCorpus {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private AnswerCorpus() {}

    /// One answer.
    ///
    /// @param method of the request it is given to
    /// @param text its bytes as ISO 8859-1
    record Answer(String name, String method, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Answer> all() {
        List<Answer> all = new ArrayList<>();
        get(all, "a length", OK + "Content-Length: 5\r\n\r\nhello");
        get(all, "a length of nothing", OK + "Content-Length: 0\r\n\r\n");
        get(all, "no length, until the end", OK + "\r\nhello");
        get(all, "no length and nothing", OK + "\r\n");
        get(all, "chunks", OK + chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"));
        get(
                all,
                "large chunk, upper case size",
                OK + chunked("1F\r\n" + "x".repeat(31) + "\r\n0\r\n\r\n"));
        get(all, "chunks with extensions", OK + chunked("5;a=b\r\nhello\r\n0;last\r\n\r\n"));
        get(
                all,
                "chunks with trailers",
                OK + chunked("5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"));
        get(all, "chunks with zeros before the size", OK + chunked("0005\r\nhello\r\n000\r\n\r\n"));
        get(
                all,
                "chunked in capitals",
                OK + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        get(
                all,
                "chunked beats a length",
                OK + "Content-Length: 99\r\n" + chunked("5\r\nhello\r\n0\r\n\r\n"));
        get(
                all,
                "continue before it",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 2\r\n\r\nhi");
        get(
                all,
                "two interim answers",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 7\r\n\r\n"
                        + "HTTP/1.1 102 Processing\r\n\r\n"
                        + OK
                        + "Content-Length: 2\r\n\r\nhi");
        get(all, "no content", "HTTP/1.1 204 No Content\r\n\r\n");
        get(
                all,
                "no content and its length",
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
        get(
                all,
                "no content with content",
                "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc");
        get(all, "reset content", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
        get(all, "not modified", "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n");
        get(
                all,
                "an error with a body",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad");
        get(all, "a redirect", "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
        get(all, "an unknown status", "HTTP/1.1 799 Odd\r\nContent-Length: 1\r\n\r\n!");
        get(all, "no reason", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\n!");
        get(all, "an empty reason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\n!");
        get(all, "HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nold");
        get(all, "HTTP/1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold");
        get(all, "lines without CR", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi");
        get(all, "names in any case", OK + "cOnTeNt-LeNgTh: 2\r\n\r\nhi");
        get(all, "no blank after the colon", OK + "Content-Length:2\r\n\r\nhi");
        get(all, "blanks around the value", OK + "Content-Length: \t 2 \t\r\n\r\nhi");
        get(all, "a line without a colon", OK + "nonsense\r\nContent-Length: 2\r\n\r\nhi");
        get(all, "a line that is all value", OK + ": odd\r\nContent-Length: 2\r\n\r\nhi");
        get(all, "a length that is none", OK + "Content-Length: many\r\n\r\nhi");
        get(all, "a negative length", OK + "Content-Length: -1\r\n\r\nhi");
        get(all, "the same length twice", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi");
        get(all, "connection close", OK + "Connection: close\r\nContent-Length: 2\r\n\r\nhi");
        get(
                all,
                "a long header",
                OK + "X-Long: " + "y".repeat(60_000) + "\r\nContent-Length: 2\r\n\r\nhi");
        get(all, "many headers", OK + "X-A: b\r\n".repeat(2_000) + "Content-Length: 2\r\n\r\nhi");
        get(all, "a head beyond all bounds", OK + "X-Long: " + "y".repeat(300_000) + "\r\n\r\nhi");
        get(all, "a large body", OK + "Content-Length: 300000\r\n\r\n" + "z".repeat(300_000));
        get(
                all,
                "bytes beyond ASCII",
                OK + "X-Name: J\u00fcrgen\r\nContent-Length: 3\r\n\r\n\u00e4\u00f6\u00fc");
        get(all, "half a body", OK + "Content-Length: 10\r\n\r\nhello");
        get(all, "no body for a length", OK + "Content-Length: 10\r\n\r\n");
        get(all, "half a head", OK + "Content-Le");
        get(all, "half a status line", "HTTP/1.1 20");
        get(all, "a head without its end", OK + "Content-Length: 0\r\n");
        get(all, "half a chunk", OK + chunked("a\r\nhello"));
        get(all, "no last chunk", OK + chunked("5\r\nhello\r\n"));
        get(all, "trailers without their end", OK + chunked("5\r\nhello\r\n0\r\nX: y\r\n"));
        get(all, "a chunk's size that is none", OK + chunked("xyz\r\nhello\r\n0\r\n\r\n"));
        get(all, "a chunk's size that is negative", OK + chunked("-5\r\nhello\r\n0\r\n\r\n"));
        get(all, "a chunk's size and rubbish", OK + chunked("5 x\r\nhello\r\n0\r\n\r\n"));
        get(all, "an empty chunk's size", OK + chunked("\r\nhello\r\n0\r\n\r\n"));
        get(all, "nothing at all", "");
        get(all, "another protocol", "SSH-2.0-OpenSSH_9.2\r\n");
        get(all, "HTTP/2 in words", "HTTP/2 200 OK\r\n\r\n");
        get(all, "a status of two digits", "HTTP/1.1 20\r\n\r\n");
        get(all, "a status of letters", "HTTP/1.1 abc OK\r\n\r\n");
        get(all, "a status too long", "HTTP/1.1 2000 OK\r\n\r\n");
        get(all, "only interim answers", "HTTP/1.1 100 Continue\r\n\r\n");
        head(all, "HEAD with a length", OK + "Content-Length: 5\r\n\r\n");
        head(all, "HEAD in chunks", OK + "Transfer-Encoding: chunked\r\n\r\n");
        head(all, "HEAD without a length", OK + "\r\n");
        head(all, "HEAD of nothing", "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n");
        return all;
    }

    private static String chunked(String chunks) {
        return "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    private static void get(List<Answer> all, String name, String text) {
        all.add(new Answer(name, "GET", text));
    }

    private static void head(List<Answer> all, String name, String text) {
        all.add(new Answer(name, "HEAD", text));
    }
}
