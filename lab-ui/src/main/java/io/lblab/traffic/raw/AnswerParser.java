package io.lblab.traffic.raw;

import java.net.ProtocolException;
import java.util.Arrays;

/// Reads one HTTP/1.1 answer from whatever pieces the network gives (RFC 9112): with a length, in
/// chunks, or until the connection ends; interim answers (1xx) are passed over. Knows the few
/// headers that a run counts by. Allocates nothing once it is warm.
///
/// It is as lenient as OkHttp: a line may end without CR, an unknown or odd header line is passed
/// over.
final class AnswerParser {

    /// What the body is handed to, piece by piece.
    @FunctionalInterface
    interface Body {
        void piece(byte[] bytes, int from, int to);
    }

    /// Of the head of one answer; OkHttp has the same.
    static final int MAX_HEAD = 256 * 1024;

    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] INSTANCE = ascii("x-instance-id");
    private static final byte[] SERVED_BY = ascii("x-served-by");
    private static final byte[] CACHE_STATUS = ascii("x-cache-status");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] HIT = ascii("HIT");

    private static final Body NOWHERE = (_, _, _) -> {};
    private static final long UNKNOWN = -1;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final int SWITCHING = 101;

    private enum State {
        STATUS,
        HEADERS,
        FIXED,
        TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE
    }

    private final Texts texts;
    private final Body body;
    private State state = State.COMPLETE;

    /// The beginning of a line whose end has not come yet.
    private byte[] partial = new byte[512];

    private int partialLength;
    private int headLength;
    private boolean head;
    private boolean begun;
    private boolean headRead;
    private int status;
    private long length;
    private boolean chunked;
    private boolean keepAlive;
    private boolean fromCache;
    private String instance = "";
    private String servedBy = "";

    AnswerParser(Texts texts) {
        this(texts, NOWHERE);
    }

    AnswerParser(Texts texts, Body body) {
        this.texts = texts;
        this.body = body;
    }

    /// Forgets the last answer.
    ///
    /// @param toHead whether the request was HEAD, whose answer has no body whatever its head says
    void begin(boolean toHead) {
        head = toHead;
        begun = false;
        headRead = false;
        headLength = 0;
        partialLength = 0;
        beginHead();
    }

    private void beginHead() {
        state = State.STATUS;
        status = 0;
        length = UNKNOWN;
        chunked = false;
        keepAlive = true;
        fromCache = false;
        instance = "";
        servedBy = "";
    }

    /// Takes what came.
    ///
    /// @return where the answer ends, or `to` when more is to come
    /// @throws ProtocolException when this is no HTTP/1.1
    int feed(byte[] bytes, int from, int to) throws ProtocolException {
        int at = from;
        begun |= at < to;
        while (at < to && state != State.COMPLETE) {
            at =
                    switch (state) {
                        case FIXED, CHUNK -> counted(bytes, at, to);
                        case TO_END -> {
                            body.piece(bytes, at, to);
                            yield to;
                        }
                        default -> line(bytes, at, to);
                    };
        }
        return at;
    }

    /// Says that the connection has ended.
    ///
    /// @throws ProtocolException when the answer has not, in OkHttp's words
    void end() throws ProtocolException {
        if (state == State.TO_END) {
            state = State.COMPLETE;
        } else if (state != State.COMPLETE) {
            throw new ProtocolException("unexpected end of stream");
        }
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /// Whether a byte of an answer has come.
    boolean isBegun() {
        return begun;
    }

    /// Whether the head of the answer is whole, so that what it says holds.
    boolean isHeadRead() {
        return headRead;
    }

    /// Whether the connection may carry another request; of a complete answer.
    boolean keepsConnection() {
        return keepAlive;
    }

    int status() {
        return status;
    }

    /// `X-Instance-ID`; empty without it.
    String instance() {
        return instance;
    }

    /// `X-Served-By`; empty without it.
    String servedBy() {
        return servedBy;
    }

    /// Whether `X-Cache-Status` is HIT.
    boolean fromCache() {
        return fromCache;
    }

    private int counted(byte[] bytes, int at, int to) {
        int end = (int) Math.min(to, at + length);
        body.piece(bytes, at, end);
        length -= end - at;
        if (length == 0) {
            state = state == State.FIXED ? State.COMPLETE : State.CHUNK_END;
        }
        return end;
    }

    /// Takes a line, or keeps what there is of it.
    private int line(byte[] bytes, int at, int to) throws ProtocolException {
        int end = at;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        boolean whole = end < to;
        headLength += end - at + 1;
        if (headLength > MAX_HEAD) {
            throw new ProtocolException("the head of the answer is longer than " + MAX_HEAD);
        }
        if (!whole || partialLength > 0) {
            keep(bytes, at, end);
        }
        if (!whole) {
            return to;
        }
        if (partialLength > 0) {
            int kept = partialLength;
            partialLength = 0;
            line(partial, 0, kept, true);
        } else {
            line(bytes, at, end, true);
        }
        return end + 1;
    }

    private void keep(byte[] bytes, int from, int to) {
        int more = to - from;
        if (partialLength + more > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(2 * partial.length, partialLength + more));
        }
        System.arraycopy(bytes, from, partial, partialLength, more);
        partialLength += more;
    }

    /// A whole line, without its LF.
    private void line(byte[] line, int from, int lf, boolean stripCr) throws ProtocolException {
        int to = stripCr && lf > from && line[lf - 1] == '\r' ? lf - 1 : lf;
        switch (state) {
            case STATUS -> statusLine(line, from, to);
            case HEADERS -> {
                if (from == to) {
                    headEnded();
                } else {
                    header(line, from, to);
                }
            }
            case CHUNK_SIZE -> chunkSize(line, from, to);
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILERS -> {
                if (from == to) {
                    state = State.COMPLETE;
                }
            }
            default -> throw new IllegalStateException("No line is read in " + state);
        }
    }

    /// `HTTP/1.1 200 OK`
    private void statusLine(byte[] line, int from, int to) throws ProtocolException {
        boolean http =
                to - from >= 12
                        && line[from] == 'H'
                        && line[from + 1] == 'T'
                        && line[from + 2] == 'T'
                        && line[from + 3] == 'P'
                        && line[from + 4] == '/'
                        && line[from + 5] == '1'
                        && line[from + 6] == '.'
                        && (line[from + 7] == '0' || line[from + 7] == '1')
                        && line[from + 8] == ' '
                        && (to - from == 12 || line[from + 12] == ' ');
        if (!http) {
            throw new ProtocolException("no status line of HTTP/1.1");
        }
        int code = 0;
        for (int i = from + 9; i < from + 12; i++) {
            if (line[i] < '0' || line[i] > '9') {
                throw new ProtocolException("no status line of HTTP/1.1");
            }
            code = 10 * code + line[i] - '0';
        }
        status = code;
        keepAlive = line[from + 7] == '1';
        state = State.HEADERS;
    }

    private void header(byte[] line, int from, int to) {
        int colon = from;
        while (colon < to && line[colon] != ':') {
            colon++;
        }
        if (colon == to) {
            return;
        }
        int start = colon + 1;
        int end = to;
        while (start < end && isBlank(line[start])) {
            start++;
        }
        while (end > start && isBlank(line[end - 1])) {
            end--;
        }
        int nameLength = colon - from;
        if (nameLength == INSTANCE.length && is(line, from, INSTANCE)) {
            instance = texts.of(line, start, end);
        } else if (nameLength == SERVED_BY.length && is(line, from, SERVED_BY)) {
            servedBy = texts.of(line, start, end);
        } else if (nameLength == CONTENT_LENGTH.length && is(line, from, CONTENT_LENGTH)) {
            length = number(line, start, end);
        } else if (nameLength == CACHE_STATUS.length && is(line, from, CACHE_STATUS)) {
            fromCache = Arrays.equals(line, start, end, HIT, 0, HIT.length);
        } else if (nameLength == TRANSFER_ENCODING.length && is(line, from, TRANSFER_ENCODING)) {
            chunked = end - start == CHUNKED.length && is(line, start, CHUNKED);
        } else if (nameLength == CONNECTION.length && is(line, from, CONNECTION)) {
            if (end - start == CLOSE.length && is(line, start, CLOSE)) {
                keepAlive = false;
            } else if (end - start == KEEP_ALIVE.length && is(line, start, KEEP_ALIVE)) {
                keepAlive = true;
            }
        }
    }

    private void headEnded() throws ProtocolException {
        if (status >= 100 && status < 200 && status != SWITCHING) {
            beginHead(); // interim: the answer itself is still to come
            return;
        }
        headRead = true;
        headLength = 0;
        boolean none = status == SWITCHING || status == NO_CONTENT || status == NOT_MODIFIED;
        if (head) {
            state = State.COMPLETE;
        } else if ((status == NO_CONTENT || status == RESET_CONTENT) && length > 0) {
            throw new ProtocolException("an answer " + status + " with a body");
        } else if (none && length == UNKNOWN && !chunked) {
            state = State.COMPLETE;
        } else if (chunked) {
            state = State.CHUNK_SIZE;
        } else if (length == UNKNOWN) {
            keepAlive = false;
            state = State.TO_END;
        } else {
            state = length == 0 ? State.COMPLETE : State.FIXED;
        }
    }

    /// `1f;extension`
    private void chunkSize(byte[] line, int from, int to) throws ProtocolException {
        long size = 0;
        int at = from;
        while (at < to && digit(line[at]) >= 0) {
            if (at - from >= 15) {
                throw new ProtocolException("a chunk's size is too large");
            }
            size = 16 * size + digit(line[at]);
            at++;
        }
        boolean sized = at > from;
        while (at < to && isBlank(line[at])) {
            at++;
        }
        if (!sized || (at < to && line[at] != ';')) {
            throw new ProtocolException("expected a chunk's size");
        }
        headLength = 0;
        length = size;
        state = size == 0 ? State.TRAILERS : State.CHUNK;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /// A length, or [#UNKNOWN] when it is none.
    private static long number(byte[] line, int from, int to) {
        if (from == to || to - from > 18) {
            return UNKNOWN;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return UNKNOWN;
            }
            number = 10 * number + line[i] - '0';
        }
        return number;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /// Whether that stands there, in whichever case.
    private static boolean is(byte[] line, int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            int b = line[from + i];
            if (b >= 'A' && b <= 'Z') {
                b |= 0x20;
            }
            if (b != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
