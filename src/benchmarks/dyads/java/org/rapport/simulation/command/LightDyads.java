package org.rapport.simulation.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.lsl4j.ContinuousResolver;
import org.lsl4j.Element;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.simulation.Sensor;
import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.SimulatedSession;

/**
 * Sends the devices of so many dyads, with as little work as possible, and receives what is predicted of them: samples are made
 * beforehand for one dyad and all dyads send the same, every 10 ms. {@code LightDyads DYADS SECONDS [FROM]}: after FROM seconds,
 * by when all should be running, it begins to judge the predictions.
 */
final class LightDyads {
    private static final double PERIOD = 20;
    private static final long TICK_MILLIS = 10;
    private static final double PREDICTIONS_A_SECOND = 5;

    private LightDyads() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        int dyads = Integer.parseInt(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        double from = Double.parseDouble(arguments[2]);
        double start = LslClock.now();
        List<Device> devices = new ArrayList<>();
        for (SimulatedDevice device : new SimulatedSession(2026).devices()) {
            Lsl program = Lsl.open(); // the devices of one kind are one program
            devices.add(new Device(program, device, dyads));
        }
        System.out.printf(Locale.ROOT, "%d outlets%n", dyads * devices.size());
        System.out.flush();
        Predictions predictions = new Predictions(start, from);
        Thread judge = new Thread(predictions::run, "judge");
        judge.setDaemon(true);
        judge.start();
        double origin = LslClock.now();
        for (double now = 0; now < seconds; now = LslClock.now() - origin) {
            for (Device device : devices) {
                device.advance(now, origin);
            }
            Thread.sleep(TICK_MILLIS);
        }
        System.out.println(predictions.summary(dyads, seconds - from));
    }

    /** One device of each dyad. */
    private static final class Device {
        private final List<Outlet> outlets = new ArrayList<>();
        private final double[] times;
        private final float[] values;
        private final int channels;
        private long next;

        Device(Lsl program, SimulatedDevice device, int dyads) {
            channels = device.stream().channels().size();
            Sensor sensor = device.start();
            float[] row = new float[channels];
            double[] stamps = new double[1 << 16];
            float[] all = new float[0];
            int count = 0;
            for (double time = sensor.next(row); time < PERIOD; time = sensor.next(row)) {
                all = (count + 1) * channels > all.length ? Arrays.copyOf(all, Math.max(1024, 2 * all.length)) : all;
                System.arraycopy(row, 0, all, count * channels, channels);
                stamps[count++] = time;
            }
            times = Arrays.copyOf(stamps, count);
            values = Arrays.copyOf(all, count * channels);
            StreamInfo info = Descriptions.of(device, Descriptions.streamName(device));
            for (int dyad = 0; dyad < dyads; dyad++) {
                outlets.add(program.outlet(info.toBuilder().sourceId(info.sourceId() + "-" + dyad)
                        .desc(info.desc().with("dyad", "d" + dyad)).build()));
            }
        }

        private double time(long sample) {
            return times[(int) (sample % times.length)] + PERIOD * (sample / times.length);
        }

        void advance(double now, double origin) {
            int count = 0;
            while (time(next + count) <= now) {
                count++;
            }
            if (count > 0) {
                double[] stamps = new double[count];
                float[] chunk = new float[count * channels];
                for (int i = 0; i < count; i++) {
                    stamps[i] = origin + time(next + i);
                    System.arraycopy(values, (int) ((next + i) % times.length) * channels, chunk, i * channels, channels);
                }
                next += count;
                outlets.forEach(outlet -> outlet.pushChunk(chunk, stamps));
            }
        }
    }

    /** What the runtime sends. */
    private static final class Predictions {
        private final Lsl lsl = Lsl.open();
        private final Map<String, Inlet> inlets = new HashMap<>();
        private final Map<String, Double> first = new HashMap<>();
        private final double start;
        private final double from;
        private final List<Double> ages = new ArrayList<>();
        private long missing;

        Predictions(double start, double from) {
            this.start = start;
            this.from = from;
        }

        void run() {
            float[] row = new float[64];
            try (ContinuousResolver resolver = lsl.continuousResolver("starts-with(name,'Impression-')")) {
                while (true) {
                    for (StreamInfo info : resolver.results()) {
                        inlets.computeIfAbsent(info.name(), name -> lsl.inlet(info));
                    }
                    for (Map.Entry<String, Inlet> one : inlets.entrySet()) {
                        Inlet inlet = one.getValue();
                        float[] sample = inlet.info().channelCount() > row.length ? new float[inlet.info().channelCount()] : row;
                        for (double stamp = inlet.pull(sample, Duration.ZERO); !Double.isNaN(stamp);
                                stamp = inlet.pull(sample, Duration.ZERO)) {
                            judge(one.getKey(), stamp, sample[0]);
                        }
                    }
                    Thread.sleep(5);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void judge(String name, double stamp, float value) {
            double now = LslClock.now();
            if (!Float.isNaN(value) && first.putIfAbsent(name, now - start) == null) {
                System.out.printf(Locale.ROOT, "%s predicts after %.1f s%n", name, now - start);
                System.out.flush();
            }
            if (now - start >= from) {
                if (Float.isNaN(value)) {
                    missing++;
                } else {
                    ages.add(now - stamp);
                }
            }
        }

        synchronized String summary(int dyads, double seconds) {
            ages.sort(null);
            double expected = dyads * seconds * PREDICTIONS_A_SECOND;
            return String.format(Locale.ROOT,
                    "%d of %d dyads predict, the last after %.1f s; of the predictions expected %.1f %% came, "
                            + "%.1f %% more were NaN; age %.2f s (p50), %.2f (p99), %.2f (longest)",
                    first.size(), dyads, first.values().stream().mapToDouble(value -> value).max().orElse(Double.NaN),
                    100 * ages.size() / expected, 100 * missing / expected, at(0.5), at(0.99), at(1));
        }

        private double at(double share) {
            return ages.isEmpty() ? Double.NaN : ages.get((int) Math.min(ages.size() - 1, Math.floor(share * ages.size())));
        }
    }
}
