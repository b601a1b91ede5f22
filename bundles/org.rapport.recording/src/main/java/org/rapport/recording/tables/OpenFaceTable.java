package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.rapport.recording.tables.ImportedStream.Column;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/**
 * OpenFace's table: one row a face and frame, of which the gaze, the head's pose and the action units are kept. Each face is a
 * stream of its own.
 */
final class OpenFaceTable {
    private static final String TIME = "timestamp";
    private static final Pattern KEPT = Pattern.compile("confidence|success|gaze_.*|pose_.*|AU\\d\\d_[rc]");

    private OpenFaceTable() {
    }

    static boolean isOne(String start) {
        String header = start.lines().findFirst().orElse("").replace(" ", "");
        return header.startsWith("frame,") && header.contains(",timestamp,") && header.contains(",AU01_r");
    }

    /** @throws IOException if it cannot be read, or a face has two rows of one time */
    static XdfFile read(Path file) throws IOException {
        Table table = Table.read(file);
        List<String> kept = table.names().stream().filter(KEPT.asMatchPredicate()).toList();
        List<Column> columns = kept.stream().map(label -> new Column(label, "")).toList();
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        double rate = rate(table.column(TIME));
        Faces faces = Faces.of(table);
        List<XdfStream> streams = new ArrayList<>();
        for (Map.Entry<Long, Table> face : faces.tables().entrySet()) {
            face.getValue().requireDistinct(TIME);
            streams.add(new ImportedStream(faces.areSeveral() ? name + " face " + face.getKey() : name, "Face", rate, "",
                    "OpenFace 2", columns).with(streams.size() + 1, face.getValue().column(TIME), face.getValue().values(kept)));
        }
        return new XdfFile("", streams, List.of());
    }

    /** Frames a second, whether there is a face in them or several; 0 if it cannot be told. */
    private static double rate(double... times) {
        double[] frames = Arrays.stream(times).filter(Double::isFinite).sorted().distinct().toArray();
        double rate = frames.length > 1 ? Math.rint((frames.length - 1) / (frames[frames.length - 1] - frames[0])) : 0;
        return Double.isFinite(rate) ? rate : 0;
    }
}
