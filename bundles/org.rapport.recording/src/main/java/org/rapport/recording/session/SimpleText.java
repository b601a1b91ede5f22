package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.recording.session.ImportedStream.Column;
import org.rapport.xdf.XdfFile;

/** BioSPPy's text format: comments that tell the rate and the labels, then one row of raw counts a sample. */
final class SimpleText {
    private static final String MARK = "# Simple Text Format";
    private static final Pattern RATE = Pattern.compile("# *Sampling Rate \\(Hz\\):= *([0-9.]+)");
    private static final Pattern LABELS = Pattern.compile("# *Labels:= *(.+)");

    private SimpleText() {
    }

    static boolean isOne(String start) {
        return start.startsWith(MARK);
    }

    static XdfFile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> comments = lines.stream().takeWhile(line -> line.startsWith("#")).toList();
        double rate = TableRows.number(found(RATE, comments, file, "# Sampling Rate (Hz):= 1000.0"));
        if (!(rate > 0)) {
            throw new IOException(file + ": a sampling rate of " + rate + " is impossible");
        }
        List<String> labels = Arrays.stream(found(LABELS, comments, file, "# Labels:= ECG").strip().split("[\\s,;]+")).toList();
        float[] values = values(lines.subList(comments.size(), lines.size()), labels.size(), comments.size(), file);
        double[] times = new double[values.length / labels.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = i / rate;
        }
        String type = labels.size() == 1 ? labels.get(0).toUpperCase(Locale.ROOT) : "OpenSignals";
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return new XdfFile("", List.of(new ImportedStream(name, type, rate, "", "",
                labels.stream().map(label -> new Column(label, "count")).toList()).with(1, times, values)), List.of());
    }

    private static float[] values(List<String> rows, int width, int comments, Path file) throws IOException {
        float[] values = new float[rows.size() * width];
        int count = 0;
        for (int line = 0; line < rows.size(); line++) {
            if (rows.get(line).isBlank()) {
                continue;
            }
            String[] cells = rows.get(line).strip().split("[\\s,;]+");
            if (cells.length != width) {
                throw new IOException(file + ":" + (comments + line + 1) + ": has " + cells.length + " values, but there are "
                        + width
                        + " labels");
            }
            for (String cell : cells) {
                values[count++] = (float) TableRows.number(cell);
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static String found(Pattern pattern, List<String> comments, Path file, String example) throws IOException {
        for (String comment : comments) {
            Matcher matcher = pattern.matcher(comment);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IOException(file + ": lacks the comment that says such as \"" + example + "\"");
    }
}
