package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.MemoryBudget;
import org.rapport.api.recording.RecordingView;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.view.Views;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

@Timeout(20)
class XdfSinkTest {
    @TempDir
    private Path folder;

    @Test
    void recordsStreamsAndStates() throws IOException {
        StreamDescription eye = Blocks.stream("eye", 60, 2);
        XdfSink sink = new XdfSink(folder.resolve("new/r.xdf"), true, "", "", MemoryBudget.ofHeap());
        sink.status(new StreamStatus("eye", StreamStatus.State.LIVE, 99, "connected to \"lab\""));
        sink.accept(new Block(eye, new double[]{100, 100.5}, new float[]{1, Float.NaN, 3, 4}, 101));
        sink.status(new StreamStatus("eye", StreamStatus.State.LOST, 102, "the device is gone"));
        StreamQuality quality = new StreamQuality(StreamId.of("eye"), 102.5, 2, 2, 0, 0, 0, 0, 0.9, 0.1, 0.001);
        sink.quality(quality);
        sink.quality(quality); // from another node
        sink.close();

        XdfFile file = XdfReader.read(folder.resolve("new/r.xdf"));
        assertThat(file.warnings()).isEmpty();
        XdfStream stream = stream(file, "eye");
        assertThat(stream.type()).isEqualTo("Gaze");
        assertThat(stream.rate()).isEqualTo(60);
        assertThat(stream.format()).isEqualTo(XdfFormat.FLOAT32);
        assertThat(stream.times()).containsExactly(100, 100.5);
        assertThat(stream.values().floats()).containsExactly(1, Float.NaN, 3, 4);
        assertThat(stream.clockOffsets()).containsExactly(new ClockOffset(101, 0), ClockOffset.at(102.5, 0.1));
        assertThat(stream.header()).contains("<created_at>101.0</created_at>", "<hostname>",
                "<channel><label>c1</label><unit>px</unit>"
                        + "<type>Gaze</type><role>receiver</role><extractor>tobii</extractor><scale>continuous</scale></channel>",
                "<provenance><_2_odd_key>&lt;&amp;&gt;</_2_odd_key><delay>0.5</delay><node>test</node></provenance>");
        assertThat(stream(file, "rapport-quality").times()).containsExactly(102.5);
        XdfStream states = stream(file, "rapport-states");
        assertThat(states.type()).isEqualTo("States");
        assertThat(states.rate()).isZero();
        assertThat(states.times()).containsExactly(99, 102);
        assertThat(states.values().strings()).containsExactly("eye",
                "{\"stream\":\"eye\",\"node\":\"eye\",\"state\":\"LIVE\",\"reason\":\"connected to \\\"lab\\\"\"}", "eye",
                "{\"stream\":\"eye\",\"node\":\"eye\",\"state\":\"LOST\",\"reason\":\"the device is gone\"}");
    }

    @Test
    void recordsTheTroublesThatThePageTellsBesideTheStates() throws IOException {
        Path file = folder.resolve("t.xdf");
        XdfSink sink = new XdfSink(file, false, "", "", MemoryBudget.ofHeap());
        sink.trouble(1, "eye", "absent", "before it records");
        sink.start();
        sink.accept(Blocks.counting(Blocks.stream("eye", 10, 1), 0, 10, 100));
        sink.trouble(100.5, "eye", "queue", "300 signals wait <for> it");
        sink.close();
        XdfStream troubles = stream(XdfReader.read(file), Journal.TROUBLES);
        assertThat(troubles.times()).containsExactly(100.5);
        assertThat(troubles.values().strings()).containsExactly("eye", "queue", "300 signals wait <for> it");
        assertThat(RecordedSession.read(file).deviceSignals()).as("what it is run again with").isEmpty();
        assertThat(RecordedSession.read(file).blocks("eye")).hasSize(1);
        try (RecordingView view = new Views().open(file, share -> {
        })) {
            assertThat(view.events())
                    .containsExactly(new RecordingView.Event(100.5, "queue", "eye", "300 signals wait <for> it"));
            assertThat(view.streams()).hasSize(1);
        }
    }

    private static XdfStream stream(XdfFile file, String name) {
        return file.streams().stream().filter(stream -> stream.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void startsANewStreamWhenADescriptionChanges() throws IOException {
        StreamDescription two = Blocks.stream("eye", 60, 2);
        StreamDescription three = Blocks.stream("eye", 60, 3);
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        sink.accept(Blocks.counting(two, 0, 4, 0));
        sink.accept(Blocks.counting(Blocks.stream("eye", 60, 2), 4, 4, 0));
        sink.accept(Blocks.counting(three, 8, 4, 0));
        sink.close();

        assertThat(XdfReader.read(folder.resolve("r.xdf")).streams())
                .extracting(XdfStream::name, XdfStream::channelCount, XdfStream::samples)
                .containsExactly(tuple("eye", 2, 8), tuple(Journal.NAME, 5, 3), tuple("eye", 3, 4));
    }

    @Test
    void namesChannelsOfSeveralKindsInFull() throws IOException {
        Channel gaze = new Channel(Role.RECEIVER, "Gaze", "x", "", "", Channel.Scale.CONTINUOUS);
        Channel face = new Channel(Role.EMITTER, "Face", "AU28_c", "", "OpenFace", Channel.Scale.STEPWISE);
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        sink.accept(Blocks.counting(new StreamDescription("features", 25, List.of(gaze, face), Origin.device()), 0, 1, 0));
        sink.close();

        XdfStream stream = XdfReader.read(folder.resolve("r.xdf")).streams().get(0);
        assertThat(stream.type()).isEqualTo("Features");
        assertThat(stream.header()).contains("<label>receiver/Gaze/x</label>", "<label>emitter/Face/AU28_c</label>",
                "<scale>stepwise</scale>");
    }

    @Test
    void survivesNamesThatXmlForbids() throws IOException {
        String name = "e\u0000y\u001be ]]> \ud83d\ude42 <&> \ud800";
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        sink.accept(Blocks.counting(Blocks.stream(name, 60, 1), 0, 3, 0));
        sink.close();

        XdfFile file = XdfReader.read(folder.resolve("r.xdf"));
        assertThat(file.warnings()).isEmpty();
        assertThat(file.streams().get(0).name()).isEqualTo("e\ufffdy\ufffde ]]> \ud83d\ude42 <&> \ufffd");
        assertThat(file.streams().get(0).samples()).isEqualTo(3);
    }

    @Test
    void neverOverwritesAndPutsTheTimeIntoTheName() throws IOException {
        Files.writeString(folder.resolve("r.xdf"), "precious");
        Files.writeString(folder.resolve("r-2.xdf"), "precious");
        new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap()).close();
        new XdfSink(folder.resolve("{time}.xdf"), true, "", "", MemoryBudget.ofHeap()).close();

        assertThat(folder.resolve("r.xdf")).hasContent("precious");
        assertThat(folder.resolve("r-2.xdf")).hasContent("precious");
        assertThat(XdfReader.read(folder.resolve("r-3.xdf")).warnings()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d\\.xdf"));
        }
    }

    @Test
    void isReadableWithinASecondWithoutFurtherSamples() throws Exception {
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        long put = System.nanoTime();
        sink.accept(Blocks.counting(Blocks.stream("eye", 60, 1), 0, 3, 0));
        Path file = folder.resolve("r.xdf");
        int magic = "XDF:".length();
        while (!Files.exists(file) || Files.size(file) < magic || XdfReader.read(file).streams().isEmpty()) {
            assertThat(System.nanoTime() - put).as("nanoseconds until it is in the file").isLessThan(5_000_000_000L);
            Thread.onSpinWait();
        }
        assertThat(XdfReader.read(file).streams().get(0).samples()).isEqualTo(3);
        sink.close();
    }

    @Test
    void startsWhenTheFolderCanBeWrittenAtLast() throws IOException {
        Path blocked = Files.writeString(folder.resolve("recordings"), "a file where a folder is wanted");
        Recorder recorder = new Recorder(blocked.resolve("r.xdf"), 1000, MemoryBudget.ofHeap().share());
        Block block = Blocks.counting(Blocks.stream("eye", 60, 1), 0, 50, 0);
        recorder.put(block);
        assertThatThrownBy(() -> recorder.put(block)).isInstanceOf(IOException.class)
                .hasMessageContaining("samples of eye are lost");
        Files.delete(blocked);
        recorder.close(); // a last attempt, at once or within its pause

        assertThat(recorder.lost()).isEqualTo(50);
        XdfFile file = XdfReader.read(folder.resolve("recordings/r.xdf"));
        assertThat(file.streams().get(0).samples()).isEqualTo(50);
        assertThat(stream(file, "rapport-states").values().strings()[1]).contains("UNRECORDED", "50 samples");
    }

    @Test
    void refusesWhatNoFileCanHold() {
        Block none = new Block(new StreamDescription("none", 1, List.of(), Origin.device()), new double[1], new float[0], 0);
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        assertThatThrownBy(() -> sink.accept(none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none: 0 channels cannot be recorded");
        sink.close();
    }
}
