package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.rapport.recording.session.ImportedStream.Column;
import org.rapport.xdf.XdfFile;

/** OpenFace's table: one row a frame, of which the gaze, the head's pose and the action units are kept. */
final class OpenFaceTable {
    private static final Pattern KEPT = Pattern.compile("confidence|success|gaze_.*|pose_.*|AU\\d\\d_[rc]");

    private OpenFaceTable() {
    }

    static boolean isOne(String start) {
        String header = start.lines().findFirst().orElse("").replace(" ", "");
        return header.startsWith("frame,") && header.contains(",timestamp,") && header.contains(",AU01_r");
    }

    static XdfFile read(Path file) throws IOException {
        Table table = Table.read(file, ',', Map.of());
        double[] times = table.column("timestamp");
        List<String> kept = table.names().stream().filter(KEPT.asMatchPredicate()).toList();
        double rate = times.length > 1 ? Math.rint((times.length - 1) / (times[times.length - 1] - times[0])) : 0;
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return new XdfFile("", List.of(new ImportedStream(name, "Face", rate > 0 ? rate : 0, "", "OpenFace 2",
                kept.stream().map(label -> new Column(label, "")).toList()).with(1, times, table.values(kept))), List.of());
    }
}
