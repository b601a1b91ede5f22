package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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
import org.rapport.api.signal.StreamStatus;

/** Records streams and their states in an XDF file. */
@Component(configurationPid = "rapport.sink.xdf", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = XdfSink.Settings.class, factory = true)
public final class XdfSink implements Sink {
    /** Minutes of a whole dyad's devices. */
    private static final long MEMORY = 64L << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT);

    @ObjectClassDefinition(name = "XDF recorder", description = "Records streams and their states in an XDF file.")
    public @interface Settings {
        @AttributeDefinition(description = "The nodes whose streams are recorded.")
        String[] inputs();

        @AttributeDefinition(description = "The file; relative to the distribution's folder. {time} stands for the local date "
                + "and time. An existing file is never touched: -2, -3 and so on is added to the name.")
        String file() default "recordings/{time}.xdf";
    }

    private final Recorder recorder;

    @Activate
    public XdfSink(Settings settings, BundleContext context) {
        this(Path.of(context.getProperty("rapport.home")), settings.file());
    }

    XdfSink(Path home, String file) {
        recorder = new Recorder(home.resolve(file.replace("{time}", TIME.format(LocalDateTime.now()))), MEMORY);
    }

    @Override
    public void accept(Block block) throws IOException {
        recorder.put(block);
    }

    @Override
    public void status(StreamStatus status) throws IOException {
        recorder.put(status);
    }

    @Deactivate
    void close() {
        recorder.close();
    }
}
