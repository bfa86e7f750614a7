package io.lblab.traffic.listen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads an event stream as the HTML standard says (section 9.2.6), in pieces of any size: an event
/// is handed on with the byte that completes it.
final class EventParser {

    /// Bytes of one event, or of one line.
    static final int LARGEST = 1024 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Consumer<ServerEvent> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String pendingId;
    private String lastId;
    private OptionalLong retryMillis = OptionalLong.empty();
    private boolean first = true;
    private boolean afterReturn;
    private boolean hasData;

    /// @param lastId what an earlier stream left behind; empty without one
    EventParser(String lastId, Consumer<ServerEvent> sink) {
        this.lastId = lastId;
        this.pendingId = lastId;
        this.sink = sink;
    }

    /// Takes the next bytes.
    ///
    /// @throws ProtocolException when an event is larger than [#LARGEST]
    void feed(byte[] bytes, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            byte next = bytes[i];
            if (next == '\n' && afterReturn) {
                afterReturn = false; // the second half of a line's end
                continue;
            }
            afterReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                endLine();
            } else {
                line.write(next);
                if (line.size() + data.length() > LARGEST) {
                    throw new ProtocolException("an event is larger than " + LARGEST + " bytes");
                }
            }
        }
    }

    /// The id of the last event that had one, for the header Last-Event-ID; empty before.
    String lastId() {
        return lastId;
    }

    /// What the stream last asked to wait before the next connection.
    OptionalLong retryMillis() {
        return retryMillis;
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (first) {
            first = false;
            text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            return; // a comment
        }
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(
                colon < 0 ? text : text.substring(0, colon),
                value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "id" -> pendingId = value.indexOf('\0') < 0 ? value : pendingId;
            case "retry" -> {
                if (value.matches("[0-9]{1,9}")) {
                    retryMillis = OptionalLong.of(Long.parseLong(value));
                }
            }
            default -> {
                // The standard has no other.
            }
        }
    }

    private void dispatch() {
        lastId = pendingId;
        if (hasData) {
            sink.accept(new ServerEvent(type.isEmpty() ? "message" : type, data.toString()));
        }
        type = "";
        data.setLength(0);
        hasData = false;
    }
}
