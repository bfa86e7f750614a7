package io.lblab.traffic;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A socket that knows whether it has carried a request before and how many bytes came back: what
/// decides whether a failed request may be sent again. Used by one thread at a time.
final class CountedSocket extends Socket {

    private long received;
    private boolean used;

    /// Bytes received over the socket's life.
    long received() {
        return received;
    }

    /// Says that a request is about to be sent.
    ///
    /// @return whether an earlier one was
    boolean reuse() {
        boolean before = used;
        used = true;
        return before;
    }

    /// Whether the other side has closed an idle connection: it reads as ended. Takes a millisecond
    /// when it has not. A byte that nobody asked for counts as closed too.
    boolean isClosedByPeer() throws IOException {
        int timeout = getSoTimeout();
        setSoTimeout(1);
        try {
            int unexpected = super.getInputStream().read();
            return unexpected >= -1;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        } finally {
            setSoTimeout(timeout);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (read >= 0) {
                    received++;
                }
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    received += read;
                }
                return read;
            }
        };
    }
}
