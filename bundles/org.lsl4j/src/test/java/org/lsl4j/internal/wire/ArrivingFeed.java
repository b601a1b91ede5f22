package org.lsl4j.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** A feed that is read as it arrives, and waited for. */
public final class ArrivingFeed {
    private final FeedInput input = new FeedInput();
    private final ReadableByteChannel channel;

    /** Goes on from where it was each time more has come. */
    @FunctionalInterface
    public interface Reading {
        boolean isComplete() throws IOException;
    }

    public ArrivingFeed(InputStream stream) {
        channel = Channels.newChannel(stream);
    }

    /** Some bytes that come a few at a time. */
    public static ArrivingFeed of(byte[] bytes, int atOnce) {
        return new ArrivingFeed(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        });
    }

    public FeedInput input() {
        return input;
    }

    /** @throws EOFException if the feed ends before */
    public void await(Reading reading) throws IOException {
        while (!reading.isComplete()) {
            if (input.fill(channel) < 0) {
                throw new EOFException();
            }
        }
    }
}
