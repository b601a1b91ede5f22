package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.rapport.json.FileFault;
import org.rapport.recording.tables.ImportedStream.Column;
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
        BVP("PPG", "", 1, "BVP"), EDA("EDA", "uS", 1, "EDA"), TEMP("Temperature", "C", 1, "TEMP"), HR("HR", "1/min", 1,
                "HR"), ACC("ACC", "g", 1.0 / 64, "x", "y", "z");

        private final String type;
        private final String unit;
        /** Of one count of the file. */
        private final double factor;
        private final List<String> labels;

        Signal(String type, String unit, double factor, String... labels) {
            this.type = type;
            this.unit = unit;
            this.factor = factor;
            this.labels = List.of(labels);
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

    /** Whether it is the packed export, by its name and the files in it. */
    static boolean isZip(Path file) throws IOException {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return false;
        }
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            return isOne(folder(zip));
        } catch (IOException | UnsupportedOperationException e) {
            throw new FileFault(file + ": is not a readable zip file");
        }
    }

    static XdfFile readZip(Path file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            return read(folder(zip));
        } catch (FileFault e) {
            throw new FileFault(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new FileFault(file + ": is damaged: " + e.getMessage());
        }
    }

    /** Its top, or the one folder in it, where somebody packed the folder. */
    private static Path folder(FileSystem zip) throws IOException {
        Path top = zip.getRootDirectories().iterator().next();
        if (isOne(top)) {
            return top;
        }
        try (Stream<Path> files = Files.list(top)) {
            return files.filter(path -> Files.isDirectory(path) && isOne(path)).findFirst().orElse(top);
        }
    }

    static XdfFile read(Path folder) throws IOException {
        List<Signal> present = Arrays.stream(Signal.values()).filter(signal -> Files.exists(signal.in(folder))).toList();
        double start = Double.POSITIVE_INFINITY;
        List<double[]> files = new ArrayList<>();
        for (Signal signal : present) {
            double[] rows = rows(signal.in(folder), signal.labels.size());
            start = Math.min(start, rows[0]);
            files.add(rows);
        }
        List<XdfStream> streams = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            streams.add(stream(i + 1, present.get(i), files.get(i), start));
        }
        return new XdfFile("", streams, List.of());
    }

    /** @return start, rate, and then the values row by row */
    private static double[] rows(Path file, int width) throws IOException {
        DoubleStream.Builder numbers = DoubleStream.builder();
        int[] count = new int[1];
        TextLines.read(file, (line, text) -> {
            if (!text.isBlank()) {
                String[] cells = text.split(",", width + 1);
                for (int i = 0; i < (count[0] < 2 ? 1 : width); i++) { // start and rate stand once for each column
                    numbers.add(i < cells.length ? TableRows.number(cells[i]) : Double.NaN);
                }
                count[0]++;
            }
        });
        double[] rows = numbers.build().toArray();
        if (rows.length < 2 || !(rows[0] > 0 && rows[1] > 0)) {
            throw new FileFault(file + ": does not begin with a start in Unix seconds and a rate, as Empatica's exports do");
        }
        return rows;
    }

    private static XdfStream stream(int id, Signal signal, double[] rows, double start) {
        int width = signal.labels.size();
        double[] times = new double[(rows.length - 2) / width];
        float[] values = new float[times.length * width];
        for (int i = 0; i < times.length; i++) {
            times[i] = rows[0] - start + i / rows[1];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (rows[i + 2] * signal.factor);
        }
        return new ImportedStream(MANUFACTURER + " " + signal.name(), signal.type, rows[1], MANUFACTURER, MODEL,
                signal.labels.stream().map(label -> new Column(label, signal.unit)).toList()).with(id, times, values);
    }
}
