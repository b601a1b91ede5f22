package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.home.Home;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.recording.file.RecordingName;

/** Writes streams to CSV files, one file a stream. */
@Component(configurationPid = "rapport.sink.csv", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = CsvSink.Settings.class, factory = true)
public final class CsvSink implements Sink {

    @ObjectClassDefinition(name = "CSV sink",
            description = "Writes streams to CSV files: a commented description, a header row, then one row a sample.")
    public @interface Settings {
        @AttributeDefinition(description = "The nodes whose streams are written.")
        String[] inputs();

        @AttributeDefinition(description = "The file; relative to the distribution's folder, or to the working folder where that "
                + "cannot be written. {stream} stands for the stream's name, {node} for that of the node it comes from; without "
                + "them, "
                + "further streams get their name added. A second device of one name gets the person's added. An existing file "
                + "of the same stream is continued.")
        String file();
    }

    private static final String STREAM = "{stream}";
    private static final String NODE = "{node}";

    private final Path file;
    private final Map<StreamId, CsvFile> files = new HashMap<>();

    @Activate
    public CsvSink(Settings settings, @Reference Home home) {
        this(home.work().resolve(settings.file()));
    }

    CsvSink(Path file) {
        this.file = file;
    }

    @Override
    public void accept(Block block) throws IOException {
        CsvFile open = files.get(block.stream().id());
        if (open == null || !open.stream().equals(block.stream())) {
            if (open != null) {
                open.close();
            }
            open = CsvFile.open(path(block.stream()), block.stream());
            files.put(block.stream().id(), open);
        }
        open.write(block);
    }

    private Path path(StreamDescription stream) {
        String name = file.getFileName().toString();
        String own = safe(own(stream));
        if (name.contains(STREAM) || name.contains(NODE)) {
            return file.resolveSibling(name.replace(STREAM, own).replace(NODE, safe(stream.id().node())));
        }
        return files.isEmpty() || files.containsKey(stream.id()) && files.size() == 1 ? file : RecordingName.marked(file, own);
    }

    /** A stream's name; that of a second device with this name also says whose it is. */
    private String own(StreamDescription stream) {
        StreamId id = stream.id();
        List<StreamId> namesakes = files.keySet().stream().filter(other -> !other.equals(id) && other.name().equals(id.name()))
                .toList();
        if (namesakes.isEmpty()) {
            return id.name();
        }
        boolean sameRole = files.entrySet().stream().filter(open -> namesakes.contains(open.getKey()))
                .anyMatch(open -> open.getValue().stream().role().equals(stream.role()));
        return id.name() + "-" + stream.role().filter(role -> !sameRole).map(Role::word).orElse(id.node());
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Deactivate
    void close() throws IOException {
        for (CsvFile open : files.values()) {
            open.close();
        }
    }
}
