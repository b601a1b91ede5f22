package org.rapport.xdf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RecursiveTask;

/**
 * Makes arrays while the samples are still being counted, of as many as the footers promise. The first touch of new memory takes
 * as long as all the rest of reading, and only one thread can do it.
 */
final class ArraysAhead {
    /** Smaller arrays are made in no time. */
    private static final long LEAST_BYTES = 1 << 24;

    private final Map<Integer, Long> promised;
    private final Map<Integer, Making> makings = new HashMap<>();
    /** So that a lie takes no more memory than its file could need. */
    private long bytesLeft;

    /**
     * @param promised how many samples the streams may have
     * @param bytes how long the file is
     */
    ArraysAhead(Map<Integer, Long> promised, long bytes) {
        this.promised = promised;
        bytesLeft = Math.min(bytes, Runtime.getRuntime().maxMemory());
    }

    /** Makes the arrays of one stream. */
    private static final class Making extends RecursiveTask<Optional<SampleArrays>> {
        private static final long serialVersionUID = 1;

        private final transient StreamHeader header;
        private final long samples;

        Making(StreamHeader header, long samples) {
            this.header = header;
            this.samples = samples;
        }

        @Override
        protected Optional<SampleArrays> compute() {
            try {
                return Optional.of(new SampleArrays(header, samples));
            } catch (IOException | OutOfMemoryError e) { // told when they are needed
                return Optional.empty();
            }
        }
    }

    /** Begins with those of a stream. */
    void begin(int id, StreamHeader header) {
        long samples = promised.getOrDefault(id, 0L);
        if (samples < 0 || samples > bytesLeft || header.format() == XdfFormat.STRING) {
            return;
        }
        long bytes = SampleArrays.bytes(header, samples);
        if (bytes >= LEAST_BYTES && bytes <= bytesLeft) {
            bytesLeft -= bytes;
            Making making = new Making(header, samples);
            makings.put(id, making);
            making.fork();
        }
    }

    /** Hands over those of a stream, if there are some for just so many samples. */
    Optional<SampleArrays> take(int id, long samples) {
        Making making = makings.remove(id);
        if (making == null) {
            return Optional.empty();
        }
        Optional<SampleArrays> made = making.join(); // of those that are of no use as well: others need their memory
        return making.samples == samples ? made : Optional.empty();
    }
}
