package org.lsl4j.internal.jna;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.lsl4j.ChannelFormat;
import org.lsl4j.InletState;
import org.lsl4j.InletStatistics;
import org.lsl4j.StreamInfo;
import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.base.DaemonThreads;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.transport.InletStatus;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.wire.SampleEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives a stream by the native library, which recovers it by itself and does not say when. */
public final class NativeReceiver implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(NativeReceiver.class);
    /** How long one call of the library may wait: closing waits for it. */
    private static final double SLICE_SECONDS = 0.2;
    private static final long SLICE_NANOS = (long) (SLICE_SECONDS * 1e9);
    private static final long MEASURING_NANOS = 2_000_000_000L;
    private static final int CHUNK_BYTES = 64 << 10;

    private final LibLsl lsl;
    private final NativeHandle inlet;
    private final NativeFormat format;
    private final NativeStreams streams;
    private final Executor clocks;
    private final SampleLog log;
    private final InletStatus status;
    private final Consumer<StreamInfo> successor;
    private final SampleEncoder encoder;
    private final Thread thread;
    private final StreamInfo info;
    private final int sampleBytes;
    private final int room;
    private final Memory stamps;
    private final Memory values;
    private final ByteBuffer records;
    private final int[] error = new int[1];
    private volatile long reconnects;
    private volatile long silence;
    private boolean started;

    /**
     * Takes the inlet over.
     *
     * @param clocks measures clocks, which takes its time
     */
    NativeReceiver(LibLsl lsl, NativeLibrary library, NativeStreams streams, NativeHandle inlet, Executor clocks, StreamInfo info,
            Reception reception) {
        this.lsl = lsl;
        this.inlet = inlet;
        this.info = info;
        this.streams = streams;
        this.clocks = clocks;
        log = reception.log();
        status = reception.status();
        successor = reception.successor();
        format = info.format() == ChannelFormat.STRING ? null : new NativeFormat(library, info.format());
        encoder = new SampleEncoder(info.format(), info.channelCount());
        sampleBytes = info.format().bytes() * info.channelCount();
        room = Math.max(1, CHUNK_BYTES / Math.max(1, sampleBytes));
        stamps = new Memory((long) room * Double.BYTES);
        values = new Memory(Math.max(1, room * sampleBytes));
        records = values.getByteBuffer(0, values.size()).order(ByteOrder.LITTLE_ENDIAN);
        thread = new DaemonThreads("lsl4j-inlet-" + info.name()).newThread(this::run);
    }

    @Override
    public synchronized void start() {
        if (!started && !status.isOver()) {
            started = true;
            thread.start();
        }
    }

    @Override
    public StreamInfo info() {
        return info;
    }

    @Override
    public StreamInfo fullInfo(long deadline) throws IOException {
        int[] problem = new int[1];
        Pointer description = inlet.use(pointer -> lsl.lsl_get_fullinfo(pointer, slice(deadline), problem));
        if (description == null) {
            throw new IOException("the native library answered " + problem[0]);
        }
        return streams.takeOne(description);
    }

    private static double slice(long deadline) {
        return Math.max(0.001, Math.min(SLICE_SECONDS, (deadline - System.nanoTime()) / 1e9));
    }

    @Override
    public void measure(Consumer<TimeCorrection> measured) {
        clocks.execute(() -> {
            TimeCorrection found = null;
            try {
                found = measure();
            } catch (IllegalStateException e) {
                LOG.debug("no time: {}", e.toString()); // it was closed
            } finally {
                measured.accept(found);
            }
        });
    }

    private TimeCorrection measure() {
        double[] remoteTime = new double[1];
        double[] uncertainty = new double[1];
        int[] problem = {LibLsl.TIMEOUT};
        long deadline = System.nanoTime() + MEASURING_NANOS;
        while (problem[0] == LibLsl.TIMEOUT && System.nanoTime() < deadline && !status.isOver()) {
            problem[0] = 0;
            double offset = inlet
                    .use(pointer -> lsl.lsl_time_correction_ex(pointer, remoteTime, uncertainty, slice(deadline), problem));
            if (problem[0] == 0) {
                return new TimeCorrection(offset, uncertainty[0], remoteTime[0]);
            }
        }
        LOG.debug("no time: the native library answered {}", problem[0]);
        return null;
    }

    @Override
    public long reconnects() {
        return reconnects;
    }

    @Override
    public long silence() {
        return silence;
    }

    @Override
    public long bytes() {
        return InletStatistics.UNKNOWN;
    }

    private void run() {
        try (inlet) {
            while (!status.isOver() && !inlet.use(this::opens)) {
                LOG.trace("stream {} is not open yet", info);
            }
            while (!status.isOver()) {
                long since = System.nanoTime();
                boolean came = inlet.use(format == null ? this::pullTexts : this::pullNumbers) > 0;
                // a busy computer's silence is not the outlet's
                silence = came ? 0 : silence + Math.min(System.nanoTime() - since, 2 * SLICE_NANOS);
                log.release();
            }
        } catch (IllegalStateException e) {
            LOG.trace("inlet of {} was closed", info);
        } catch (RuntimeException e) {
            LOG.error("stream {} is lost, by an error of this library", info, e);
            lose();
        }
    }

    private boolean opens(Pointer pointer) {
        lsl.lsl_open_stream(pointer, SLICE_SECONDS, error);
        boolean open = succeeded();
        if (open) {
            status.change(InletState.CONNECTED);
        }
        return open;
    }

    /** Whether the last call did what it should; one that ran out of time did not. */
    private boolean succeeded() {
        int problem = error[0];
        error[0] = 0;
        if (problem != 0 && problem != LibLsl.TIMEOUT) {
            LOG.warn("stream {} is lost: the native library answered {}", info, problem);
            lose();
        }
        return problem == 0;
    }

    private void lose() {
        status.change(InletState.LOST);
        log.close();
    }

    /** Waits for a sample, then takes it and those behind it; returns how many. */
    private int pullNumbers(Pointer pointer) {
        double stamp = lsl.lsl_pull_sample_v(pointer, values, sampleBytes, SLICE_SECONDS, error);
        if (!succeeded() || stamp == 0) {
            return 0;
        }
        checkClock(pointer);
        append(0, stamp);
        int count = format.pull(pointer, values, room * info.channelCount(), stamps, room, error);
        int samples = info.channelCount() == 0 ? 0 : count / info.channelCount();
        for (int i = 0; i < samples; i++) {
            append(i, stamps.getDouble((long) i * Double.BYTES));
        }
        succeeded();
        return samples + 1;
    }

    private void append(int index, double stamp) {
        log.append(stamp, records.limit((index + 1) * sampleBytes).position(index * sampleBytes));
    }

    private int pullTexts(Pointer pointer) {
        Pointer[] texts = new Pointer[info.channelCount()];
        int[] lengths = new int[texts.length];
        double stamp = lsl.lsl_pull_sample_buf(pointer, texts, lengths, texts.length, SLICE_SECONDS, error);
        if (!succeeded() || stamp == 0) {
            return 0;
        }
        checkClock(pointer);
        if (Arrays.stream(lengths).asLongStream().sum() > log.budget().largestSample()) {
            Arrays.stream(texts).forEach(lsl::lsl_destroy_string);
            log.refuse();
            return 1;
        }
        String[] sample = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            sample[i] = new String(texts[i].getByteArray(0, lengths[i]), StandardCharsets.UTF_8);
            lsl.lsl_destroy_string(texts[i]);
        }
        log.append(stamp, encoder.encode(sample, 0));
        return 1;
    }

    private void checkClock(Pointer pointer) {
        if (lsl.lsl_was_clock_reset(pointer) != 0) {
            reconnects++;
            // the library does not describe the outlet that took over
            successor.accept(info);
        }
    }

    /** The thread ends by itself when the inlet's state is closed, and destroys the native inlet. */
    @Override
    public synchronized void close() {
        if (!started) {
            inlet.close();
        }
    }
}
