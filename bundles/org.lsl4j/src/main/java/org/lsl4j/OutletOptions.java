package org.lsl4j;

import java.time.Duration;

/**
 * How an {@link Outlet} sends.
 *
 * @param chunk samples that are gathered before they go out, 0 to send with every push; a consumer may wish for another
 *        number
 * @param buffer how much is kept for a slow consumer before its oldest samples are dropped; an irregular stream
 *        counts 100 samples a second
 * @param maxConsumers connections accepted at a time
 */
public record OutletOptions(int chunk, Duration buffer, int maxConsumers) {
    /** Sends at once, buffers six minutes, serves 64 consumers. */
    public static final OutletOptions DEFAULT = new OutletOptions(0, Duration.ofSeconds(360), 64);

    public OutletOptions {
        if (chunk < 0 || buffer.isNegative() || maxConsumers < 1) {
            throw new IllegalArgumentException("an outlet cannot have a chunk of " + chunk + ", a buffer of " + buffer + " and "
                    + maxConsumers + " consumers");
        }
    }

    /** The same with another chunk length in samples. */
    public OutletOptions withChunk(int samples) {
        return new OutletOptions(samples, buffer, maxConsumers);
    }

    /** The same with another buffer length. */
    public OutletOptions withBuffer(Duration length) {
        return new OutletOptions(chunk, length, maxConsumers);
    }

    /** The same with another limit of consumers. */
    public OutletOptions withMaxConsumers(int consumers) {
        return new OutletOptions(chunk, buffer, consumers);
    }
}
