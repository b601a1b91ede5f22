package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.WireChannel;

/** Says in words what is made of a stream: a line for the stream, and one for each channel. */
final class Explanation {
    private final Interpreter interpreter;

    Explanation(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    List<String> of(StreamInfo info) {
        String title = info.name() + " (" + info.type() + ", " + info.channelCount() + " channels, "
                + (info.nominalRate() > 0 ? info.nominalRate() + " Hz" : "irregular") + ", on " + info.hostname() + "): ";
        if (info.format() == ChannelFormat.STRING) {
            return List.of(title + "texts; rapport.source.markers reads them");
        }
        try {
            Interpretation meaning = interpreter.byDialect(info, "")
                    .orElseGet(() -> new SelfDescription(info, kind(info)).read());
            List<String> lines = new ArrayList<>();
            lines.add(title + (meaning.dialect().isEmpty() ? "no dialect, " + meaning.why()
                    : "dialect " + meaning.dialect() + ", because " + meaning.why()) + readers(info, meaning));
            meaning.channels().forEach(reading -> lines.add("  " + line(reading)));
            return lines;
        } catch (IllegalArgumentException e) {
            return List.of(title + e.getMessage());
        }
    }

    /** The node that would read a stream by its own words. */
    private static SourceKind kind(StreamInfo info) {
        return Arrays.stream(SourceKind.values()).filter(kind -> kind == SourceKind.LABEL ? info.type().equals("Label")
                : kind.contents().contains(kind.contentType(info.type()))).findFirst().orElse(SourceKind.PHYSIO);
    }

    private static String readers(StreamInfo info, Interpretation meaning) {
        String nodes = meaning.types().stream().flatMap(type -> SourceKind.reading(type).stream()).map(SourceKind::nodeType)
                .distinct()
                .collect(Collectors.joining(", "));
        return nodes.isEmpty() ? "; no node reads it; if one should, " + MappingFile.advice(info) : "; read by " + nodes;
    }

    private static String line(Reading reading) {
        WireChannel wire = reading.wire();
        String from = (reading.column() + 1) + " " + (wire.label().isEmpty() ? "(no label)" : wire.label())
                + bracketed(wire.unit())
                + (wire.type().isEmpty() ? "" : ", " + wire.type());
        return from + " -> " + (reading.isUsed() ? reading.type() + "/" + reading.label() + bracketed(reading.unit())
                : "left out")
                + "   (" + reading.why() + ")";
    }

    private static String bracketed(String unit) {
        return unit.isEmpty() ? "" : " [" + unit + "]";
    }
}
