package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lsl4j.MemoryBudget;
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
import org.rapport.api.recording.RecordingControl;
import org.rapport.api.recording.SessionDetails;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.file.RecordingName;
import org.rapport.recording.session.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records streams, markers, states and clocks in an XDF file. */
@Component(configurationPid = "rapport.sink.xdf", configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Sink.class, RecordingControl.class},
        property = "rapport.node.description=Records streams, markers, states and clocks in an XDF file.")
@Designate(ocd = XdfSink.Settings.class, factory = true)
public final class XdfSink implements Sink, RecordingControl {
    private static final Logger log = LoggerFactory.getLogger("recorder");
    /** Minutes of a whole dyad's devices; no more than half of the memory that recorders share with what is received. */
    private static final long MEMORY = 64L << 20;

    @ObjectClassDefinition(name = "XDF recorder", description = "Records streams, markers, states and clocks in an XDF file.")
    public @interface Settings {
        @AttributeDefinition(description = "The nodes whose streams are recorded.")
        String[] inputs();

        @AttributeDefinition(description = "The file; relative to the distribution's folder, or to the working folder where that "
                + "cannot be written. {time} stands for the local date and time, {session}, {emitter} and {receiver} for what is "
                + "said at the start on the page, in folders as well. An existing file is never touched: -2, -3 and so on is "
                + "added to the name.")
        String file() default "recordings/{time}.xdf";

        @AttributeDefinition(description = "Whether it records from the start; if not, a marker or another program starts it.")
        boolean recording() default true;

        @AttributeDefinition(description = "A marker of this text starts a recording; empty for none.")
        String startMarker() default "";

        @AttributeDefinition(description = "A marker of this text ends the recording; empty for none.")
        String stopMarker() default "";
    }

    /** The stream of markers that no device sent. */
    private static final String PAGE = "page";

    private final Path wanted;
    private final MemoryBudget memory;
    private final String startMarker;
    private final String stopMarker;
    /** The latest of each stream: a recording that begins later is to be understood by itself. */
    private final Map<StreamId, StreamStatus> states = new LinkedHashMap<>();
    private final RecentNews news = new RecentNews();
    private Recorder recorder;

    /** @param memory in which samples wait for the disk, shared with all that is received meanwhile */
    @Activate
    public XdfSink(Settings settings, @Reference Home home, @Reference MemoryBudget memory) {
        this(home.work().resolve(settings.file()), settings.recording(), settings.startMarker(), settings.stopMarker(), memory);
    }

    XdfSink(Path file, boolean recording, String startMarker, String stopMarker, MemoryBudget memory) {
        this.wanted = file;
        this.memory = memory;
        this.startMarker = startMarker;
        this.stopMarker = stopMarker;
        if (recording) {
            start();
        }
    }

    @Override
    public synchronized void start(SessionDetails details) {
        if (recorder == null) {
            Path file = RecordingName.free(RecordingName.of(wanted, details));
            recorder = new Recorder(file, MEMORY, memory.share(), SessionFile.facts(details));
            if (!details.equals(SessionDetails.NONE)) {
                SessionFile.write(file, details);
            }
            try {
                for (StreamStatus state : states.values()) {
                    recorder.put(state);
                }
            } catch (IOException e) {
                log.error("{}", e.getMessage());
            }
        }
    }

    @Override
    public void stop() {
        ended().ifPresent(Recorder::close);
    }

    /** The recorder that takes no more from now on. */
    private synchronized Optional<Recorder> ended() {
        Optional<Recorder> ended = Optional.ofNullable(recorder);
        recorder = null;
        return ended;
    }

    @Override
    public synchronized Optional<Path> recording() {
        return Optional.ofNullable(recorder).map(Recorder::file);
    }

    @Override
    public synchronized void accept(Block block) throws IOException {
        if (recorder != null) {
            recorder.put(block);
        }
    }

    @Override
    public synchronized void status(StreamStatus status) throws IOException {
        if (news.isNew(status)) {
            states.put(status.stream(), status);
            if (recorder != null) {
                recorder.put(status);
            }
        }
    }

    @Override
    public synchronized void quality(StreamQuality quality) throws IOException {
        if (news.isNew(quality) && recorder != null) {
            recorder.put(quality);
        }
    }

    @Override
    public void mark(double time, String text) {
        put(new Marker(PAGE, time, text));
    }

    @Override
    public void trouble(double time, String about, String kind, String text) {
        put(new Marker(StreamId.of(Journal.TROUBLES), time, List.of(about, kind, text), Journal.TROUBLES_FORMAT));
    }

    /** Of somebody who has no use for the failure. */
    private synchronized void put(Marker marker) {
        if (recorder != null) {
            try {
                recorder.put(marker);
            } catch (IOException e) {
                log.error("{}", e.getMessage());
            }
        }
    }

    /** The markers that start and stop are in the recording themselves. */
    @Override
    public synchronized void marker(Marker marker) throws IOException {
        if (!startMarker.isEmpty() && marker.text().equals(startMarker)) {
            start();
        }
        if (recorder != null) {
            recorder.put(marker);
        }
        if (!stopMarker.isEmpty() && marker.text().equals(stopMarker)) {
            // what comes meanwhile must not wait for the disk
            ended().ifPresent(ended -> new Thread(ended::close, "recorder closes").start());
        }
    }

    @Deactivate
    void close() {
        stop();
    }
}
