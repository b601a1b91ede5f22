package org.rapport.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.rapport.api.node.NodeCheck.Fitness;
import org.rapport.api.signal.StreamQuality;

/** What a preflight found, as the table that the experimenter reads, and whether a session can begin. */
final class PreflightReport {
    /** The part by which a real rate may differ from the nominal one. */
    private static final double RATE_TOLERANCE = 0.05;
    /** The part of samples that may be missing, or have the stamp of another, and the number that is no part of anything yet. */
    private static final double MISSING_TOLERANCE = 0.01;
    private static final long FEW_MISSING = 5;
    /** Seconds by which a clock may be wrong: less than a video frame. */
    private static final double CLOCK_UNCERTAINTY = 0.02;
    /** What must be waited for a burst, in times its own length: radio and program delay it further. */
    private static final double BURST_ROOM = 1.1;
    /** Seconds a second: ten times what a crystal may be off. */
    private static final double DRIFT = 0.001;
    /** Seconds; more than what a Bluetooth device sends at once. */
    private static final double JITTER = 0.25;
    /** The part of values that must be valid: a face in the picture, eyes that are seen. */
    private static final double VALID = 0.5;
    /** Bytes; some hours of a whole dyad's devices. */
    private static final long FREE_BYTES = 2L << 30;
    private static final String ROW = "%-16s %-26s %-9s %15s  %-30s %11s %8s  %s";

    private final List<SourceTrial> sources;
    private final Map<String, Double> patience;
    private final Map<Path, Long> disks;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param sources that have ended
     * @param patience seconds that the pipeline waits for a source, by the source's name
     * @param disks free bytes by folder
     * @param fitness of the nodes behind the sources
     */
    PreflightReport(List<SourceTrial> sources, Map<String, Double> patience, Map<Path, Long> disks, Fitness fitness) {
        this.sources = sources;
        this.patience = patience;
        this.disks = disks;
        for (SourceTrial source : sources) {
            if (!source.failure().isEmpty()) {
                reasons.add(source.node() + ": ended with " + source.failure());
            }
            source.streams().forEach(stream -> judge(source.node(), who(source, stream), stream));
        }
        reasons.addAll(fitness.problems());
        notes.addAll(fitness.notes());
        disks.forEach((folder, free) -> {
            if (free < FREE_BYTES) {
                reasons.add(folder + ": only " + size(free) + " free; make room for at least " + size(FREE_BYTES));
            }
        });
    }

    boolean isGo() {
        return reasons.isEmpty();
    }

    private static String who(SourceTrial source, StreamTrial stream) {
        return source.node() + ": " + (stream.name().equals(source.node()) ? "" : name(source, stream) + " ");
    }

    /** A stream's name, with its device's id where the source reads another stream of this name. */
    private static String name(SourceTrial source, StreamTrial stream) {
        boolean alone = source.streams().stream().filter(other -> other.name().equals(stream.name())).count() <= 1;
        return alone || stream.sourceId().isEmpty() ? stream.name() : stream.name() + " (" + stream.sourceId() + ")";
    }

    private void judge(String source, String who, StreamTrial stream) {
        if (!stream.isLive()) {
            reasons.add(who + "is not there: " + stream.words());
            return;
        }
        stream.notes().stream().distinct().forEach(note -> notes.add(who + note));
        if (stream.nominalRate() > 0 && stream.samples() == 0) {
            reasons.add(who + "sends nothing");
        }
        if (stream.quality() != null) {
            judge(who, stream.nominalRate(), stream.quality());
            double late = BURST_ROOM * stream.quality().burst() / stream.nominalRate();
            if (late > patience.getOrDefault(source, Double.POSITIVE_INFINITY)) {
                reasons.add(String.format(Locale.ROOT,
                        "%ssends %d samples at once, %.2f s of them; set the resampler's \"maxLatency\" to more than %.2f", who,
                        stream.quality().burst(), stream.quality().burst() / stream.nominalRate(), late));
            }
            if (stream.drift() > DRIFT) {
                reasons.add(String.format(Locale.ROOT,
                        "%shas a clock that drifts by %.1f ms a second; is its computer's time being set?", who,
                        1000 * stream.drift()));
            }
        }
        stream.validity().forEach((type, share) -> {
            if (share < VALID) {
                reasons.add(String.format(Locale.ROOT, "%shas only %.0f %% valid %s values%s; %s", who, 100 * share, type,
                        confidence(stream.quality(), " (mean confidence %.2f)"), mend(type)));
            }
        });
    }

    private void judge(String who, double nominalRate, StreamQuality quality) {
        if (nominalRate > 0 && Math.abs(quality.rate() / nominalRate - 1) > RATE_TOLERANCE) {
            reasons.add(String.format(Locale.ROOT, "%ssends %.1f samples a second instead of %.1f", who, quality.rate(),
                    nominalRate));
        }
        if (quality.missing() >= FEW_MISSING && missing(quality) > MISSING_TOLERANCE) {
            reasons.add(String.format(Locale.ROOT, "%sloses %.1f %% of its samples", who, 100 * missing(quality)));
        }
        if (quality.burst() == 0 && quality.duplicates() >= FEW_MISSING && duplicates(quality) > MISSING_TOLERANCE) {
            reasons.add(String.format(Locale.ROOT,
                    "%ssends %.1f %% of its samples with the time stamp of the one before; let its program stamp each", who,
                    100 * duplicates(quality)));
        }
        if (quality.burst() == 0 && quality.jitter() > JITTER) {
            reasons.add(String.format(Locale.ROOT, "%shas time stamps that jitter by %.0f ms", who, 1000 * quality.jitter()));
        }
        if (quality.uncertainty() > CLOCK_UNCERTAINTY) {
            reasons.add(String.format(Locale.ROOT, "%shas a clock known only to %.0f ms; use a cable instead of Wi-Fi", who,
                    1000 * quality.uncertainty()));
        }
    }

    private static double missing(StreamQuality quality) {
        return (double) quality.missing() / (quality.samples() + quality.missing());
    }

    private static double duplicates(StreamQuality quality) {
        return (double) quality.duplicates() / quality.samples();
    }

    private static String confidence(StreamQuality quality, String format) {
        return quality == null || Double.isNaN(quality.confidence()) ? ""
                : String.format(Locale.ROOT, format, quality.confidence());
    }

    private static String mend(String type) {
        return switch (type) {
            case "Face" -> "is the face in the picture, and well lit?";
            case "Gaze" -> "are the eyes in the tracker's view, and is it calibrated?";
            default -> "is the sensor on?";
        };
    }

    /** All of it, line by line; the last ones are GO, or NO-GO and the reasons. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("source", "stream", "state", "rate (Hz)", "clock (ms)", "jitter", "missing", "valid"));
        for (SourceTrial source : sources) {
            source.streams().forEach(stream -> lines.add(row(source, stream)));
        }
        disks.forEach((folder, free) -> lines.add("free where it writes, " + folder + ": " + size(free)));
        notes.forEach(note -> lines.add("note: " + note));
        for (SourceTrial source : sources) {
            source.streams().forEach(stream -> stream.warnings()
                    .forEach(warning -> lines.add("warning: " + source.node() + ": " + name(source, stream) + ": " + warning)));
        }
        if (isGo()) {
            lines.add("GO");
        } else {
            lines.add("NO-GO");
            reasons.forEach(reason -> lines.add("  " + reason));
        }
        return lines;
    }

    private static String row(SourceTrial trial, StreamTrial stream) {
        String source = trial.node();
        StreamQuality quality = stream.quality();
        String valid = stream.validity().entrySet().stream()
                .map(type -> String.format(Locale.ROOT, "%s %.0f %%", type.getKey(), 100 * type.getValue()))
                .collect(Collectors.joining(", "));
        String name = stream.name().equals(source) && !stream.hasSignals() ? "-" : name(trial, stream);
        if (quality == null) {
            return row(source, name, stream.state(), "-", "-", "-", "-", valid.isEmpty() ? "-" : valid);
        }
        String nominal = stream.nominalRate() > 0 ? String.format(Locale.ROOT, "%.1f", stream.nominalRate())
                : stream.isSampled() ? "measured" : "irregular";
        return row(source, name, stream.state(), number("%.1f", quality.rate()) + " / " + nominal, clock(stream.clock(), quality),
                quality.burst() > 0 ? quality.burst() + " at once" : number("%.2f ms", 1000 * quality.jitter()),
                number("%.1f %%", 100 * missing(quality)), valid + confidence(quality, ", confidence %.2f"));
    }

    private static String clock(String kind, StreamQuality quality) {
        String uncertainty = Double.isNaN(quality.uncertainty()) ? ""
                : String.format(Locale.ROOT, " +- %.2f, trip %.2f", 1000 * quality.uncertainty(), 2000 * quality.uncertainty());
        // the offset of another clock, such as Unix time, is years
        return (kind + " " + (kind.equals("arrival") ? "" : number("%+.2f", 1000 * quality.offset())) + uncertainty).strip();
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
