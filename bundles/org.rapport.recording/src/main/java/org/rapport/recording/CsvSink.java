package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;

/** Writes streams to CSV files, one file a stream. */
@Component(configurationPid = "rapport.sink.csv", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = CsvSink.Settings.class, factory = true)
public final class CsvSink implements Sink {

    @ObjectClassDefinition(name = "CSV sink",
            description = "Writes streams to CSV files: a commented description, a header row, then one row a sample.")
    public @interface Settings {
        @AttributeDefinition(description = "The nodes whose streams are written.")
        String[] inputs();

        @AttributeDefinition(description = "The file; relative to the distribution's folder. {stream} stands for the stream's "
                + "name; without it, "
                + "further streams get their name added. An existing file of the same stream is continued.")
        String file();
    }

    private final Path file;
    private final Map<String, CsvFile> files = new HashMap<>();

    @Activate
    public CsvSink(Settings settings, BundleContext context) {
        this(Path.of(context.getProperty("rapport.home")).resolve(settings.file()));
    }

    CsvSink(Path file) {
        this.file = file;
    }

    @Override
    public void accept(Block block) throws IOException {
        CsvFile open = files.get(block.stream().name());
        if (open == null || !open.stream().equals(block.stream())) {
            if (open != null) {
                open.close();
            }
            open = CsvFile.open(path(block.stream().name()), block.stream());
            files.put(block.stream().name(), open);
        }
        open.write(block);
    }

    private Path path(String stream) {
        String safe = stream.replaceAll("[^A-Za-z0-9._-]", "_");
        String name = file.getFileName().toString();
        if (name.contains("{stream}")) {
            return file.resolveSibling(name.replace("{stream}", safe));
        }
        return files.isEmpty() || files.containsKey(stream) && files.size() == 1 ? file : RecordingName.marked(file, safe);
    }

    @Deactivate
    void close() throws IOException {
        for (CsvFile open : files.values()) {
            open.close();
        }
    }
}
