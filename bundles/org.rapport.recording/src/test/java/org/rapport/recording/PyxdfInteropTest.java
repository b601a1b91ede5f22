package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.MemoryBudget;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.RecordedSession;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** pyxdf reads what the recorder writes; the system property {@code rapport.python} names a Python that has pyxdf. */
@Tag("interop")
class PyxdfInteropTest {
    private static final String SCRIPT = """
            import sys, pyxdf
            synchronise = sys.argv[2] == 'True'
            streams, header = pyxdf.load_xdf(sys.argv[1], synchronize_clocks=synchronise, dejitter_timestamps=False)
            for s in streams:
                info = s['info']
                count = s['footer']['info']['sample_count'][0]
                print(info['name'][0], info['type'][0], info['channel_count'][0], len(s['time_stamps']), s['time_stamps'][0],
                      s['time_stamps'][-1], s['time_series'][-1][0], count)
            print(streams[0]['info']['desc'][0]['channels'][0]['channel'][1]['label'][0])
            """;
    @TempDir
    private Path folder;

    @Test
    void pyxdfReadsARecording() throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pyxdf");
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "", MemoryBudget.ofHeap());
        sink.accept(Blocks.counting(Blocks.stream("eye", 64, 2), 0, 128, 100));
        sink.status(new StreamStatus("eye", StreamStatus.State.LOST, 103, "gone"));
        sink.close();

        for (String synchronise : new String[]{"True", "False"}) {
            Path out = folder.resolve("out.txt");
            Process process = new ProcessBuilder(python, "-c", SCRIPT, folder.resolve("r.xdf").toString(), synchronise)
                    .redirectErrorStream(true).redirectOutput(out.toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(out)).containsExactly("eye Gaze 2 128 100.0 101.984375 127.0 128",
                    "rapport-journal Journal 5 2 101.984375 103.0 3.0 2", "rapport-states States 2 1 103.0 103.0 eye 1", "c1");
        }
    }

    /**
     * What other readers take for events: all of one channel and no rate. Its texts, and the labels of what has more channels.
     */
    private static final String EVENTS = """
            import sys, pyxdf
            for s in pyxdf.load_xdf(sys.argv[1])[0]:
                info = s['info']
                if info['channel_format'][0] == 'string':
                    event = float(info['nominal_srate'][0]) == 0 and int(info['channel_count'][0]) == 1
                    told = info['desc'][0].get('channels')
                    labels = [c['label'][0] for c in told[0]['channel']] if told else []
                    print(event, info['name'][0], info['type'][0], *(labels or [t[0] for t in s['time_series']]))
            """;

    /** Three devices with their states and what is measured of them, a program's markers and a game controller's. */
    @Test
    void theOnlyEventsThatOthersSeeAreThoseOfTheSession() throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pyxdf");
        Path file = folder.resolve("three.xdf");
        XdfSink sink = new XdfSink(file, true, "", "", MemoryBudget.ofHeap());
        for (String device : new String[]{"eye", "face", "strap"}) {
            sink.status(new StreamStatus(device, StreamStatus.State.LIVE, 100, "reads it"));
            StreamDescription stream = Blocks.stream(device, 64, 2);
            sink.accept(Blocks.counting(stream, 0, 128, 100));
            sink.quality(new StreamQuality(stream.id(), 102, 128, 64, 0, 0, 0, 1, 1, 0, 1e-5));
            sink.status(new StreamStatus(device, StreamStatus.State.LOST, 103, "gone"));
        }
        sink.marker(new Marker(StreamId.of("marks", "PsychoPy", "p"), 101, List.of("trial_1"),
                new MarkerFormat("Events", List.of(""))));
        sink.marker(new Marker(StreamId.of("marks", "pad", "p"), 101, List.of("3", "0.5"),
                new MarkerFormat("Markers", List.of("button", "force"))));
        sink.close();
        Path out = folder.resolve("events.txt");
        Process process = new ProcessBuilder(python, "-c", EVENTS, file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(out)).containsExactlyInAnyOrder("True PsychoPy Events trial_1",
                "False pad Markers button force", "False rapport-states States stream state",
                "False rapport-quality Quality stream quality");
        List<Marker> again = RecordedSession.read(file).deviceSignals().stream().map(signal -> signal.signal())
                .filter(Marker.class::isInstance).map(Marker.class::cast).toList();
        assertThat(again).extracting(Marker::text).containsExactlyInAnyOrder("trial_1", "3 0.5");
        assertThat(again).extracting(marker -> marker.format().labels()).contains(List.of("button", "force"));
    }

    private static final String TIMES = """
            import sys, pyxdf
            for s in pyxdf.load_xdf(sys.argv[1], dejitter_timestamps=False)[0]:
                print(s['info']['name'][0], *[repr(float(t)) for t in s['time_stamps']])
            """;

    /** One device on this machine's clock, one on a clock that is ten days away and drifts by 80 ppm. */
    @Test
    void pyxdfHasTheSameTimesOfTwoClocksWithDrift() throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pyxdf");
        Path file = folder.resolve("two.xdf");
        XdfSink sink = new XdfSink(file, true, "", "", MemoryBudget.ofHeap());
        StreamDescription near = Blocks.stream("near", 10, 1);
        StreamDescription far = Blocks.stream("far", 10, 1);
        Random random = new Random(5);
        for (int i = 0; i < 6000; i++) { // each sample as it came, with the offset at its time
            double now = 5000 + i / 10.0;
            double offset = -900_000 - 80e-6 * (now - 5000);
            sink.accept(new Block(near, new double[]{now}, new float[1], now, new DeviceTime(new double[]{now}, 0)));
            sink.accept(new Block(far, new double[]{now}, new float[1], now, new DeviceTime(new double[]{now - offset}, offset)));
            if (i % 50 == 49) {
                double noise = 5e-7 * random.nextGaussian();
                sink.quality(new StreamQuality(near.id(), now, i, 10, 0, 0, 0, 1, 1, 0, 1e-5));
                sink.quality(new StreamQuality(far.id(), now, i, 10, 0, 0, 0, 1, 1, offset + noise, 1e-5));
            }
        }
        sink.close();

        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(python, "-c", TIMES, file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Map<String, double[]> theirs = Files.readAllLines(out).stream().map(line -> line.split(" ")).collect(Collectors
                .toMap(words -> words[0], words -> Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray()));
        for (XdfStream stream : RecordedSession.read(file).streams()) {
            assertThat(farthest(stream.times(), theirs.get(stream.name()))).as(stream.name()).isLessThan(1e-6);
        }
        for (XdfStream stream : XdfReader.read(file).streams()) {
            double[] ours = ClockModel.of(stream).times(stream.times());
            assertThat(farthest(ours, theirs.get(stream.name()))).as("%s, by its offsets", stream.name()).isLessThan(1e-6);
        }
    }

    private static double farthest(double[] ours, double[] theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        return IntStream.range(0, ours.length).mapToDouble(i -> Math.abs(ours[i] - theirs[i])).max().orElseThrow();
    }
}
