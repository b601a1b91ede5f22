import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;
import org.rapport.xdf.XdfWriter;

/** Makes a recording like that of a lab, and reads it with org.rapport.xdf. Run by run.sh, which compares it with pyxdf. */
final class ReadSpeed {
    /** A device: its rate in Hz, its channels, and how many samples it sends at once. */
    private record Device(String name, double rate, int channels, int chunk) {
        String header() {
            return "<info><name>" + name + "</name><type>Test</type><channel_count>" + channels
                    + "</channel_count><nominal_srate>" + rate
                    + "</nominal_srate><channel_format>float32</channel_format><desc/></info>";
        }
    }

    private static final List<Device> LAB = List.of(new Device("audio", 16000, 1, 160),
            new Device("ecg", 1000, 1, 20), new Device("eeg", 500, 64, 25),
            new Device("eye", 300, 21, 6), new Device("face", 30, 44, 1), new Device("eda", 4, 1, 1));
    private static final int READ_BEFORE = 3;
    private static final List<Device> EEG = List.of(new Device("eeg", 1000, 64, 32));

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write-lab" -> write(file, LAB, Long.parseLong(arguments[2]));
            case "write-eeg" -> write(file, EEG, Long.parseLong(arguments[2]));
            case "read" -> print(seconds(() -> arrays(file)));
            case "again" -> print(again(() -> arrays(file)));
            case "visit" -> print(seconds(() -> visit(file)));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void write(Path file, List<Device> devices, long megabytes) throws IOException {
        Random random = new Random(1);
        try (XdfWriter writer = new XdfWriter(file)) {
            List<XdfStreamWriter> streams = new ArrayList<>();
            for (Device device : devices) {
                streams.add(writer.addStream(device.header()));
            }
            long[] sent = new long[devices.size()];
            for (int second = 0; Files.size(file) < megabytes << 20; second++) {
                for (int i = 0; i < sent.length; i++) {
                    Device device = devices.get(i);
                    for (; sent[i] < (second + 1) * device.rate(); sent[i] += device.chunk()) {
                        streams.get(i).write(times(device, sent[i]), values(device, random));
                    }
                }
                if (second % 10 == 0) {
                    writer.boundary();
                }
            }
        }
    }

    private static double[] times(Device device, long first) {
        double[] times = new double[device.chunk()];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000 + (first + i) / device.rate();
        }
        return times;
    }

    private static float[] values(Device device, Random random) {
        float[] values = new float[device.chunk() * device.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /** What pyxdf does: every stream as one array of times and one of values. */
    private static long arrays(Path file) throws IOException {
        long count = 0;
        XdfFile recording = XdfReader.read(file);
        for (XdfStream stream : recording.streams()) {
            count += stream.values().floats().length;
        }
        return count;
    }

    /** In bounded memory. */
    private static long visit(Path file) throws IOException {
        long[] count = new long[1];
        XdfReader.read(file, new XdfVisitor() {
            @Override
            public void stream(int id, String xml, StreamHeader header) {
                // of no interest here
            }

            @Override
            public void samples(int id, double[] times, XdfValues values) {
                count[0] += values.floats().length;
            }
        });
        return count[0];
    }

    /** Reads. */
    private interface Reading {
        long run() throws IOException;
    }

    private static double seconds(Reading reading) throws IOException {
        long start = System.nanoTime();
        if (reading.run() == 0) {
            throw new IOException("the file is empty");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** In a machine that has read before: its code is compiled, and its memory was touched. */
    private static double again(Reading reading) throws IOException {
        for (int i = 0; i < READ_BEFORE; i++) {
            seconds(reading);
        }
        return seconds(reading);
    }

    private static void print(double seconds) {
        System.out.println(seconds);
    }
}
