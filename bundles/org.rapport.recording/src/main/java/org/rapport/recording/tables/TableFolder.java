package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/**
 * A folder of tables and the file that says what they mean: {@code { "streams": [ ... ] }}, a list of what
 * {@link DescribedTable} tells.
 */
final class TableFolder {
    static final String DESCRIPTION = "streams.json";
    private static final long MAX_BYTES = 16 << 20;

    private TableFolder() {
    }

    static XdfFile read(Path folder) throws IOException {
        List<XdfStream> streams = new ArrayList<>();
        for (JsonEntry stream : streams(JsonEntry.read(folder.resolve(DESCRIPTION), MAX_BYTES))) {
            streams.add(DescribedTable.in(folder, stream).read(streams.size() + 1));
        }
        return new XdfFile("", streams, List.of());
    }

    private static List<JsonEntry> streams(JsonEntry description) throws FileFault {
        Optional<JsonEntry> streams = description.get("streams");
        if (streams.isEmpty()) {
            throw description.fault("lacks \"streams\", a list of objects such as { \"file\": \"face.csv\", "
                    + "\"name\": \"face\", \"type\": \"Face\", \"rate\": 30, \"time\": \"timestamp\" }");
        }
        return streams.get().elements();
    }
}
