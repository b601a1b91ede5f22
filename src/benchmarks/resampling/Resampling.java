import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.dsp.GridResampler;
import org.rapport.dsp.ResamplingSettings;
import org.rapport.dsp.offline.FourierResampling;

/**
 * {@code live RATE JITTER}: processor time and garbage of a row; {@code offline HOURS}: seconds, and
 * seconds of processor time, for one channel at 1 kHz.
 */
final class Resampling {
    private static final int ROWS = 30;

    private Resampling() {
    }

    public static void main(String[] arguments) {
        if (arguments[0].equals("live")) {
            live(Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]));
        } else {
            offline((int) (Double.parseDouble(arguments[1]) * 3600));
        }
    }

    private static void live(double rate, double jitter) {
        Channel channel = new Channel(Role.RECEIVER, "ECG", "ECG", "mV", "", Channel.Scale.CONTINUOUS);
        StreamDescription stream = new StreamDescription("ecg", rate, List.of(channel), Origin.device());
        GridResampler resampler = new GridResampler("rows", new ResamplingSettings(ROWS, 0.5, 0.25, 0.5));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        long[] rows = new long[1];
        long time = 0;
        long bytes = 0;
        long counted = 0;
        int chunk = (int) Math.max(1, rate / 100);
        for (int block = 0; block < 20_000; block++) {
            double[] times = new double[chunk];
            float[] values = new float[chunk];
            for (int i = 0; i < chunk; i++) {
                double even = 100 + (block * chunk + i) / rate;
                double off = Math.max(-2, Math.min(2, random.nextGaussian())) * jitter;
                times[i] = i == 0 ? even : Math.max(even + off, times[i - 1] + 1e-6);
                values[i] = (float) Math.sin(7 * times[i]);
            }
            double arrived = times[chunk - 1] + 0.002;
            if (block == 12_000) { // two minutes of signals: it is compiled by now, as for nearly all of a session
                time = threads.getCurrentThreadCpuTime();
                bytes = threads.getCurrentThreadAllocatedBytes();
                counted = rows[0];
            }
            resampler.add(new Block(stream, times, values, arrived),
                    signal -> rows[0] += signal instanceof Block made ? made.samples() : 0);
        }
        double made = rows[0] - counted;
        System.out.printf(Locale.ROOT, "%.0f Hz, jitter %.1f ms: %.0f us of processor time and %.0f kB of garbage a row%n", rate,
                1000 * jitter, (threads.getCurrentThreadCpuTime() - time) / 1000 / made,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / 1000 / made);
    }

    private static void offline(int seconds) {
        double[] signal = new double[seconds * 1000];
        Random random = new Random(1);
        for (int i = 1; i < signal.length; i++) {
            signal[i] = signal[i - 1] + random.nextGaussian();
        }
        double best = Double.POSITIVE_INFINITY;
        double processor = Double.POSITIVE_INFINITY;
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < 5; round++) {
            long busy = system.getProcessCpuTime();
            long start = System.nanoTime();
            new FourierResampling(seconds * 30).apply(signal);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
            processor = Math.min(processor, (system.getProcessCpuTime() - busy) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%.3f %.3f%n", best, processor);
    }
}
