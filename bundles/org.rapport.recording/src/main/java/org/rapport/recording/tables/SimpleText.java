package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.recording.tables.ImportedStream.Column;
import org.rapport.xdf.XdfFile;

/** BioSPPy's text format: comments that tell the rate and the labels, then one row of raw counts a sample. */
final class SimpleText {
    private static final String MARK = "# Simple Text Format";
    private static final Pattern RATE = Pattern.compile("# *Sampling Rate \\(Hz\\):= *([0-9.]+)");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final int MOST_LABELS = 1000;
    private static final Pattern LABELS = Pattern.compile("# *Labels:= *(.+)");

    private SimpleText() {
    }

    static boolean isOne(String start) {
        return start.startsWith(MARK);
    }

    static XdfFile read(Path file) throws IOException {
        List<String> comments = new ArrayList<>();
        Rows rows = new Rows(file);
        TextLines.read(file, (line, text) -> {
            if (text.startsWith("#") && rows.areNone()) {
                comments.add(text);
            } else if (!text.isBlank()) {
                rows.add(line, text, rows.areNone() ? labels(comments, file).size() : rows.width);
            }
        });
        double rate = TableRows.number(found(RATE, comments, file, "# Sampling Rate (Hz):= 1000.0"));
        if (!(rate > 0)) {
            throw new FileFault(file + ": a sampling rate of " + rate + " is impossible");
        }
        List<String> labels = labels(comments, file);
        float[] values = rows.values();
        double[] times = new double[values.length / labels.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = i / rate;
        }
        String type = labels.size() == 1 ? labels.get(0).toUpperCase(Locale.ROOT) : "OpenSignals";
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return new XdfFile("", List.of(
                new ImportedStream(name, type, rate, "", "", labels.stream().map(label -> new Column(label, "count")).toList())
                        .with(1, times, values)),
                List.of());
    }

    private static List<String> labels(List<String> comments, Path file) throws FileFault {
        String[] labels = BETWEEN.split(found(LABELS, comments, file, "# Labels:= ECG").strip(), MOST_LABELS + 1);
        if (labels.length > MOST_LABELS) {
            throw new FileFault(file + ": names more than " + MOST_LABELS + " labels");
        }
        return List.of(labels);
    }

    /** The samples so far. */
    private static final class Rows {
        private final Path file;
        private float[] values = new float[256];
        private int count;
        private int width;

        Rows(Path file) {
            this.file = file;
        }

        boolean areNone() {
            return count == 0;
        }

        void add(int line, String text, int labels) throws FileFault {
            width = labels;
            String[] cells = BETWEEN.split(text.strip(), width + 1);
            if (cells.length != width) {
                throw new FileFault(file + ":" + line + ": has " + (cells.length > width ? "more" : "fewer") + " values than the "
                        + width + " labels");
            }
            values = count + width > values.length ? Arrays.copyOf(values, 2 * (count + width)) : values;
            for (String cell : cells) {
                values[count++] = (float) TableRows.number(cell);
            }
        }

        float[] values() {
            return Arrays.copyOf(values, count);
        }
    }

    private static String found(Pattern pattern, List<String> comments, Path file, String example) throws FileFault {
        for (String comment : comments) {
            Matcher matcher = pattern.matcher(comment);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new FileFault(file + ": lacks the comment that says such as \"" + example + "\"");
    }
}
