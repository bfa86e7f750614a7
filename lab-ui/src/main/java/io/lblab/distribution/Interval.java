package io.lblab.distribution;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// What was answered during a second of a run; a long run has wider intervals.
///
/// @param at its beginning, since the run's start
/// @param count answers and failures in it
/// @param latency from the moment each was due
/// @param histogram of the latencies in microseconds, as HdrHistogram encodes it, compressed and in
///   Base64
public record Interval(
        Duration at,
        Duration width,
        long count,
        long errors,
        Percentiles latency,
        String histogram) {

    static Interval of(Duration at, Duration width, Histogram micros, long errors) {
        ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(bytes);
        String text = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
        return new Interval(
                at, width, micros.getTotalCount(), errors, Percentiles.of(micros), text);
    }

    /// Answers a second.
    public double rate() {
        return count / (width.toNanos() / 1e9);
    }

    /// The latencies in microseconds.
    ///
    /// @throws IllegalStateException when the text is no histogram
    public Histogram micros() {
        try {
            Histogram decoded =
                    Histogram.decodeFromCompressedByteBuffer(
                            ByteBuffer.wrap(Base64.getDecoder().decode(histogram)), 0);
            decoded.setAutoResize(true);
            return decoded;
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new IllegalStateException("An interval's histogram can't be read", e);
        }
    }
}
