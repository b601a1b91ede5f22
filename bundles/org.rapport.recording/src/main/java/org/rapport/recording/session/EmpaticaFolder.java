package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.rapport.json.FileFault;
import org.rapport.recording.session.ImportedStream.Column;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/**
 * What Empatica's programs export of an E4 wristband: one file a signal, whose first row is its start in Unix seconds, the
 * second its rate, and then one value a row. Times are seconds from the earliest start.
 */
final class EmpaticaFolder {
    private static final String MANUFACTURER = "Empatica";
    private static final String MODEL = "E4";

    /** One file, and what it holds. */
    private enum Signal {
        BVP("PPG", "BVP", ""), EDA("EDA", "EDA", "uS"), TEMP("Temperature", "TEMP", "C"), HR("HR", "HR", "1/min");

        private final String type;
        private final String label;
        private final String unit;

        Signal(String type, String label, String unit) {
            this.type = type;
            this.label = label;
            this.unit = unit;
        }

        Path in(Path folder) {
            return folder.resolve(name() + ".csv");
        }
    }

    private EmpaticaFolder() {
    }

    static boolean isOne(Path folder) {
        return Files.exists(Signal.BVP.in(folder)) || Files.exists(Signal.EDA.in(folder));
    }

    static XdfFile read(Path folder) throws IOException {
        List<Signal> present = Arrays.stream(Signal.values()).filter(signal -> Files.exists(signal.in(folder))).toList();
        double start = Double.POSITIVE_INFINITY;
        List<double[]> files = new ArrayList<>();
        for (Signal signal : present) {
            double[] rows = rows(signal.in(folder));
            start = Math.min(start, rows[0]);
            files.add(rows);
        }
        List<XdfStream> streams = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            streams.add(stream(i + 1, present.get(i), files.get(i), start));
        }
        return new XdfFile("", streams, List.of());
    }

    private static double[] rows(Path file) throws IOException {
        DoubleStream.Builder numbers = DoubleStream.builder();
        TextLines.read(file, (line, text) -> {
            if (!text.isBlank()) {
                numbers.add(TableRows.number(text));
            }
        });
        double[] rows = numbers.build().toArray();
        if (rows.length < 2 || !(rows[0] > 0 && rows[1] > 0)) {
            throw new FileFault(file + ": does not begin with a start in Unix seconds and a rate, as Empatica's exports do");
        }
        return rows;
    }

    private static XdfStream stream(int id, Signal signal, double[] rows, double start) {
        double[] times = new double[rows.length - 2];
        float[] values = new float[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = rows[0] - start + i / rows[1];
            values[i] = (float) rows[i + 2];
        }
        return new ImportedStream(MANUFACTURER + " " + signal.label, signal.type, rows[1], MANUFACTURER, MODEL,
                List.of(new Column(signal.label, signal.unit))).with(id, times, values);
    }
}
