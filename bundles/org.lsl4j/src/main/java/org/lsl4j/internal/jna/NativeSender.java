package org.lsl4j.internal.jna;

import java.nio.ByteBuffer;
import java.time.Duration;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.lsl4j.ChannelFormat;
import org.lsl4j.LslException;
import org.lsl4j.OutletOptions;
import org.lsl4j.OutletStatistics;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.transport.Sender;
import org.lsl4j.internal.wire.SampleEncoder;

/**
 * Sends a stream by the native library. Values are converted here, so that both libraries do it alike, and samples are
 * gathered here, since the native outlet takes no notice of the chunk length it is given.
 */
public final class NativeSender implements Sender {
    private static final long MILLIS_BETWEEN_LOOKS = 5;

    private final LibLsl lsl;
    private final NativeHandle outlet;
    private final StreamInfo info;
    private final NativeFormat format;
    private final SampleEncoder encoder;
    private final int chunk;
    private Memory values = new Memory(4096);
    private Memory stamps = new Memory(64 * Double.BYTES);
    private int valueBytes;
    private int samples;
    private long pushed;

    /** Takes the outlet over. */
    NativeSender(LibLsl lsl, NativeLibrary library, NativeHandle outlet, StreamInfo info, OutletOptions options) {
        this.lsl = lsl;
        this.outlet = outlet;
        this.info = info;
        format = info.format() == ChannelFormat.STRING ? null : new NativeFormat(library, info.format());
        encoder = new SampleEncoder(info.format(), info.channelCount());
        chunk = Math.max(1, options.chunk());
    }

    @Override
    public StreamInfo info() {
        return info;
    }

    @Override
    public synchronized void append(Object array, int offset, double stamp) {
        ByteBuffer record = encoder.encode(array, offset);
        values = withRoom(values, valueBytes + record.remaining());
        stamps = withRoom(stamps, (samples + 1) * Double.BYTES);
        values.write(valueBytes, record.array(), 0, record.remaining());
        stamps.setDouble((long) samples * Double.BYTES, stamp);
        valueBytes += record.remaining();
        samples++;
        pushed++;
    }

    private static Memory withRoom(Memory present, int bytes) {
        if (bytes <= present.size()) {
            return present;
        }
        Memory larger = new Memory(Math.max(bytes, 2 * present.size()));
        larger.write(0, present.getByteArray(0, (int) present.size()), 0, (int) present.size());
        return larger;
    }

    @Override
    public synchronized void send() {
        if (samples >= chunk) {
            flush();
        }
    }

    @Override
    public synchronized void flush() {
        if (samples == 0) {
            return;
        }
        int count = samples * info.channelCount();
        int error = outlet
                .use(pointer -> format == null ? pushTexts(pointer, count) : format.push(pointer, values, count, stamps));
        samples = 0;
        valueBytes = 0;
        if (error != 0) {
            throw new LslException("stream " + info + ": the native library did not take samples, error " + error);
        }
    }

    private int pushTexts(Pointer pointer, int count) {
        Pointer[] texts = new Pointer[count];
        int[] lengths = new int[count];
        int offset = 0;
        for (int i = 0; i < count; i++) {
            boolean isShort = values.getByte(offset) == 1;
            lengths[i] = isShort ? Byte.toUnsignedInt(values.getByte(offset + 1)) : values.getInt(offset + 1);
            offset += isShort ? 2 : 5;
            texts[i] = values.share(offset);
            offset += lengths[i];
        }
        return lsl.lsl_push_chunk_buftnp(pointer, texts, lengths, new NativeLong(count), stamps, 1);
    }

    @Override
    public int consumers() {
        return outlet.use(lsl::lsl_have_consumers);
    }

    @Override
    public boolean awaitConsumers(Duration timeout) throws InterruptedException {
        // not the library's own wait, during which the outlet could not be closed
        long deadline = Deadline.after(timeout);
        while (consumers() == 0) {
            long millis = Deadline.millisTo(deadline);
            if (millis <= 0) {
                return false;
            }
            Thread.sleep(Math.min(millis, MILLIS_BETWEEN_LOOKS));
        }
        return true;
    }

    @Override
    public synchronized OutletStatistics statistics() {
        return new OutletStatistics(pushed, OutletStatistics.UNKNOWN, OutletStatistics.UNKNOWN);
    }

    @Override
    public void finish() {
        flush();
    }

    @Override
    public void close() {
        outlet.close();
    }
}
