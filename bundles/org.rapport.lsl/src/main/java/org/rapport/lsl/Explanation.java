package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            return List.of(title + "texts; rapport.source.markers reads them" + ifChosen(MarkerSource.ALL.matches(info)));
        }
        Map<SourceKind, Interpretation> readers = interpreter.readers(info);
        if (MarkerSource.ALL.matches(info) && readers.keySet().stream().allMatch(SourceKind.LABEL::equals)) {
            return List.of(title + "markers as numbers; rapport.source.markers reads them");
        }
        try {
            Interpretation meaning = interpreter.meaning(info);
            List<String> lines = new ArrayList<>();
            lines.add(title + (meaning.dialect().isEmpty() ? "no dialect, " + meaning.why()
                    : "dialect " + meaning.dialect() + ", because " + meaning.why()) + words(info, readers));
            meaning.channels().forEach(reading -> lines.add("  " + line(reading)));
            meaning.assumptions().forEach(assumed -> lines.add("  assumed: " + assumed));
            return lines;
        } catch (IllegalArgumentException e) {
            return List.of(title + e.getMessage());
        }
    }

    private String words(StreamInfo info, Map<SourceKind, Interpretation> readers) {
        if (readers.isEmpty()) {
            return "; no node reads it; if one should, " + MappingFile.advice(info);
        }
        boolean chosenOnly = readers.keySet().stream().noneMatch(kind -> interpreter.isFound(info, kind));
        return "; read by "
                + readers.keySet().stream().map(kind -> kind.nodeType() + ifChosen(interpreter.isFound(info, kind)))
                        .collect(Collectors.joining(", "))
                + (chosenOnly && readers.containsKey(SourceKind.LABEL) ? "; if another node should, " + MappingFile.advice(info)
                        : "");
    }

    private static String ifChosen(boolean found) {
        return found ? "" : " if its \"query\", \"stream\" or \"sourceId\" chooses it";
    }

    private static String line(Reading reading) {
        WireChannel wire = reading.wire();
        String from = (reading.column() + 1) + " " + (wire.label().isEmpty() ? "(no label)" : wire.label())
                + bracketed(wire.unit()) + (wire.type().isEmpty() ? "" : ", " + wire.type());
        return from + " -> "
                + (reading.isUsed() ? reading.type() + "/" + reading.label() + bracketed(reading.unit()) : "left out") + "   ("
                + reading.why() + ")";
    }

    private static String bracketed(String unit) {
        return unit.isEmpty() ? "" : " [" + unit + "]";
    }
}
