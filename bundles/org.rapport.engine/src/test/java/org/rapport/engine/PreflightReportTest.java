package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.rapport.api.graph.Output;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

class PreflightReportTest {
    private static final Map<Path, Long> ROOM = Map.of(Path.of("recordings"), 50_000_000_000L);
    private NodeCheck.Fitness fitness = new NodeCheck.Fitness(List.of(), List.of());
    private static final StreamDescription FACE = new StreamDescription("cam", 30,
            List.of(new Channel(Role.EMITTER, "Face", "AU12_r", "", "OpenFace 2", Channel.Scale.CONTINUOUS)),
            new Origin.Device("", "lsl", ""));

    @Test
    void goIfAllIsWell() throws Exception {
        PreflightReport report = report(ROOM, output -> {
            live(output);
            output.send(block(1, 1, 1, Float.NaN));
            output.send(quality(300, 29.9, 0.002, 1, 0.0002));
        });
        assertThat(report.isGo()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.lines()).hasSize(4).last().isEqualTo("GO");
        assertThat(report.lines().get(1)).contains("face", "cam", "LIVE", "29.9 / 30.0", "lsl +1.50 +- 0.20, trip 0.40",
                "2.00 ms", "0.3 %", "Face 75 %, confidence 0.90");
        assertThat(report.lines().get(2)).isEqualTo("free where it writes, recordings: 50.0 GB");
    }

    @Test
    void saysWhyADeviceIsNotThere() throws Exception {
        assertThat(reasons(ROOM,
                output -> output.send(new StreamStatus("face", State.RESOLVING, 1, "no stream matches type='Face'"))))
                .containsExactly("face: is not there: RESOLVING: no stream matches type='Face'");
        assertThat(reasons(ROOM, output -> output.send(new StreamStatus("cam", State.REFUSED, 1, "Unix time"))))
                .containsExactly("face: cam is not there: REFUSED: Unix time");
        assertThat(reasons(ROOM, output -> {
        })).containsExactly("face: is not there: silent");
    }

    @Test
    void judgesRateLossesJitterAndClock() throws Exception {
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(quality(270, 27, 0.3, 30, 0.05));
        })).containsExactly("face: cam sends 27.0 samples a second instead of 30.0", "face: cam loses 10.0 % of its samples",
                "face: cam has time stamps that jitter by 300 ms",
                "face: cam has a clock known only to 50 ms; use a cable instead of Wi-Fi");
    }

    @Test
    void judgesWhetherTheFaceIsSeen() throws Exception {
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1, Float.NaN, Float.NaN, Float.NaN));
        })).containsExactly("face: cam has only 25 % valid Face values; is the face in the picture, and well lit?");
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1, Float.NaN, Float.NaN, Float.NaN));
            output.send(new StreamQuality(StreamId.of("cam"), 1, 4, 30, 0.001, 0, 0, 0, 0.31, 0.0015, 0.0001));
        })).containsExactly(
                "face: cam has only 25 % valid Face values (mean confidence 0.31); is the face in the picture, and well lit?");
    }

    @Test
    void samplesThatComeAtOnceAreNeitherJitteryNorDuplicates() throws Exception {
        PreflightReport report = report(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(new StreamQuality(StreamId.of("cam"), 1, 300, 30, 0.3, 0, 100, 10, Double.NaN, 0.0015, 0.0001));
        });
        assertThat(report.isGo()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.lines().get(1)).contains("10 at once");
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(new StreamQuality(StreamId.of("cam"), 1, 300, 30, 0.001, 0, 30, 0, Double.NaN, 0.0015, 0.0001));
        })).containsExactly(
                "face: cam sends 10.0 % of its samples with the time stamp of the one before; let its program stamp each");
    }

    @Test
    void judgesWhetherThePipelineWaitsForBursts() throws Exception {
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(new StreamQuality(StreamId.of("cam"), 1, 300, 30, 0.3, 0, 0, 15, Double.NaN, 0.0015, 0.0001));
        })).containsExactly(
                "face: cam sends 15 samples at once, 0.50 s of them; set the resampler's \"maxLatency\" to more than 0.55");
    }

    @Test
    void judgesWhetherAClockDrifts() throws Exception {
        assertThat(reasons(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(clock(5, 0.0010));
            output.send(clock(10, 0.0112));
        })).containsExactly("face: cam has a clock that drifts by 2.0 ms a second; is its computer's time being set?");
        assertThat(report(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(clock(9.9, 0.0010));
            output.send(clock(10, 0.0012));
        }).isGo()).as("too short a time to tell").isTrue();
    }

    @Test
    void warnsOfWhatGoesOnButShouldBeLookedAt() throws Exception {
        PreflightReport report = report(ROOM, output -> {
            live(output);
            output.send(new StreamStatus(StreamId.of("cam"), State.LIVE, 0.5, "it is read as the other's", true));
            output.send(block(1));
        });
        assertThat(report.isGo()).isTrue();
        assertThat(report.lines()).contains("warning: face: cam: it is read as the other's");
    }

    @Test
    void tellsTwoDevicesOfOneNameApart() throws Exception {
        PreflightReport report = report(ROOM, output -> {
            for (String id : List.of("a", "b")) {
                output.send(new StreamStatus(StreamId.of("face", "Shimmer", id), State.LIVE, 0, "reads it"));
            }
            output.send(new StreamStatus(StreamId.of("face", "Shimmer", "b"), State.LOST, 1, "gone"));
        });
        assertThat(report.lines()).anyMatch(line -> line.contains("Shimmer (a)") && line.contains("LIVE"))
                .anyMatch(line -> line.contains("Shimmer (b)") && line.contains("LOST"))
                .contains("  face: Shimmer (b) is not there: LOST: gone");
    }

    private static StreamQuality clock(double time, double offset) {
        return new StreamQuality(StreamId.of("cam"), time, 300, 30, 0.001, 0, 0, 0, Double.NaN, offset, 0.0001);
    }

    @Test
    void saysThatTheDiskIsFullAndThatASourceFailed() throws Exception {
        assertThat(reasons(Map.of(Path.of("recordings"), 1_000_000_000L), output -> {
            live(output);
            output.send(block(1));
            throw new IllegalStateException("on purpose");
        })).containsExactly("face: ended with java.lang.IllegalStateException: on purpose",
                "recordings: only 1.0 GB free; make room for at least 2.1 GB");
    }

    @Test
    void saysWhatTheModelLacksAndWhatAStreamTellsOfItself() throws Exception {
        fitness = new NodeCheck.Fitness(List.of("impression: lacks the emitter's Audio"), List.of("impression: 3 channels less"));
        PreflightReport report = report(ROOM, output -> {
            live(output);
            output.send(block(1));
            output.send(new StreamStatus("cam", State.LIVE, 2, "its rate is taken as measured"));
        });
        assertThat(report.isGo()).isFalse();
        assertThat(report.lines()).endsWith("note: face: cam its rate is taken as measured", "note: impression: 3 channels less",
                "NO-GO", "  impression: lacks the emitter's Audio");
    }

    @Test
    void aSourceThatIsInterruptedInItsSearchHasNotFailed() throws Exception {
        CountDownLatch searching = new CountDownLatch(1);
        SourceTrial trial = new SourceTrial("face", output -> {
            searching.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while looking for streams", e);
            }
        }, (node, signal) -> {
        });
        trial.start();
        searching.await();
        trial.interrupt();
        trial.join();
        assertThat(trial.failure()).isEmpty();
    }

    private List<String> reasons(Map<Path, Long> disks, Source source) throws InterruptedException {
        PreflightReport report = report(disks, source);
        assertThat(report.isGo()).isFalse();
        List<String> lines = report.lines();
        return lines.subList(lines.indexOf("NO-GO") + 1, lines.size()).stream().map(String::strip).toList();
    }

    private PreflightReport report(Map<Path, Long> disks, Source source) throws InterruptedException {
        SourceTrial trial = new SourceTrial("face", source, (node, signal) -> {
        });
        trial.start();
        trial.join();
        return new PreflightReport(List.of(trial), Map.of("face", 0.5), disks, fitness);
    }

    private static void live(Output output) {
        output.send(new StreamStatus("face", State.RESOLVING, 1, "looks for type='Face'"));
        output.send(new StreamStatus("cam", State.LIVE, 1, "reads 1 channel"));
    }

    private static Block block(float... values) {
        return new Block(FACE, new double[values.length], values, 1);
    }

    private static StreamQuality quality(long samples, double rate, double jitter, long missing, double uncertainty) {
        return new StreamQuality(StreamId.of("cam"), 1, samples, rate, jitter, missing, 0, 0, 0.9, 0.0015, uncertainty);
    }
}
