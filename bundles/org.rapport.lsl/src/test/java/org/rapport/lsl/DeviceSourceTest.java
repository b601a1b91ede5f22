package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** Sources as they run, reading real outlets over real sockets. */
@Timeout(60)
class DeviceSourceTest {
    private static final double RATE = 100;

    private final Lab lab = new Lab();

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void timesAreStampsPlusTheCorrectionThatGoesAlong() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double start = LslClock.now();
            push(outlet, IntStream.range(0, 500).mapToDouble(i -> start - 5 + i / RATE).toArray());
            lab.await(() -> lab.samples() == 500);
            for (Block block : lab.blocks()) {
                assertThat(Math.abs(block.device().correction())).as("one machine, one clock").isLessThan(0.01);
                for (int i = 0; i < block.samples(); i++) {
                    assertThat(block.times()[i]).isEqualTo(block.device().stamps()[i] + block.device().correction());
                }
            }
            assertThat(lab.blocks().get(0).device().stamps()[0]).isEqualTo(start - 5);
            assertThat(lab.blocks().get(0).stream().origin().toMap()).containsEntry("clock", "lsl");
        }
    }

    @Test
    void aBlockEndsWhereStampsGoBack() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double now = LslClock.now();
            push(outlet, now, now + 0.01, now + 0.005, now + 0.02);
            lab.await(() -> lab.samples() == 4);
            assertThat(lab.blocks()).allSatisfy(block -> assertThat(block.times()).isSorted());
            assertThat(lab.blocks()).extracting(block -> block.device().stamps()[0]).contains(now + 0.005);
        }
    }

    @Test
    void refusesStampsThatAreNoNumbersAndReadsOn() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            push(outlet, LslClock.now(), -1e300);
            lab.awaitStatus(State.REFUSED, "away from this machine's LSL clock");
            push(outlet, LslClock.now());
            lab.awaitStatus(State.LIVE, "samples come again");
            lab.await(() -> lab.samples() == 1);
        }
    }

    @Test
    void refusesUnixTimeAndSaysTheMend() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            push(outlet, System.currentTimeMillis() / 1000.0);
            StreamStatus refused = lab.awaitStatus(State.REFUSED, "Unix time");
            assertThat(refused.reason()).contains("\"clock\": \"arrival\"");
            assertThat(lab.blocks()).isEmpty();
        }
    }

    @Test
    void movesUnixTimeByOneOffsetIfAsked() throws InterruptedException {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.ARRIVAL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double epoch = 1_700_000_000;
            double start = LslClock.now();
            AtomicInteger sent = new AtomicInteger();
            lab.await(() -> {
                for (; sent.get() < Math.min(150, (LslClock.now() - start) * RATE); sent.incrementAndGet()) {
                    push(outlet, epoch + sent.get() / RATE + (sent.get() % 2) * 0.002);
                }
                return sent.get() == 150;
            });
            lab.await(() -> lab.samples() == 150);
            lab.awaitStatus(State.LIVE, "from another clock");
            lab.awaitStatus(State.LIVE, "its time stamps are shifted by -");
            double correction = lab.blocks().get(0).device().correction();
            assertThat(lab.blocks()).allSatisfy(block -> assertThat(block.device().correction()).isEqualTo(correction));
            assertThat(correction).isCloseTo(start - epoch, within(0.2));
            Block first = lab.blocks().get(0);
            assertThat(first.times()[0]).isEqualTo(first.device().stamps()[0] + correction).isCloseTo(start, within(0.2));
            assertThat(first.stream().origin().toMap()).containsEntry("clock", "arrival");
            lab.stop();
            StreamQuality quality = lab.all(StreamQuality.class).get(0);
            assertThat(quality.offset()).isEqualTo(correction);
            assertThat(quality.uncertainty()).as("nobody knows how long the shortest way took").isNaN();
            assertThat(quality.jitter()).as("the device's own jitter is kept").isCloseTo(0.001, within(0.0002));
        }
    }

    /** Only events may rightly stay away for ever. */
    @Test
    void aTrackerOfNoRateThatFallsSilentIsTold() {
        try (Outlet outlet = lab.outlet(gaze("tracker").toBuilder().nominalRate(0).build())) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            push(outlet, LslClock.now());
            lab.awaitStatus(State.LIVE, "irregular");
            lab.awaitStatus(State.STALE, "no sample for");
            lab.awaitStatus(State.LOST, "gone for");
            push(outlet, LslClock.now());
            lab.awaitStatus(State.LIVE, "samples come again");
        }
    }

    @Test
    void aTrackerOfNoRateThatNeverSendsIsTold() {
        try (Outlet outlet = lab.outlet(gaze("tracker").toBuilder().nominalRate(0).build())) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            lab.awaitStatus(State.STALE, "it is connected but sends no samples");
        }
    }

    @Test
    void tellsTheMeanOfATrackersConfidence() throws InterruptedException {
        StreamInfo pupil = StreamInfo.builder("pupil_capture", "Pupil Capture").channel("confidence", "normalized", "Confidence")
                .channel("norm_pos_x", "normalized", "ScreenX").channel("norm_pos_y", "normalized", "ScreenY").build();
        try (Outlet outlet = lab.outlet(pupil)) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double now = LslClock.now();
            outlet.pushChunk(new float[]{0.9f, 1, 1, 0.1f, 1, 1, Float.NaN, 1, 1}, new double[]{now - 2, now - 1, now});
            lab.await(() -> lab.samples() == 3);
            lab.stop();
            assertThat(lab.all(StreamQuality.class)).last().extracting(StreamQuality::confidence).asInstanceOf(DOUBLE)
                    .isCloseTo(0.5, within(1e-6));
        }
    }

    @Test
    void tellsOfAClockThatJumpsAndOfTheQualityAtTheEnd() throws InterruptedException {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double now = LslClock.now() - 100;
            push(outlet, IntStream.range(0, 200).mapToDouble(i -> now + (i < 100 ? 0 : 50) + i / RATE).toArray());
            lab.awaitStatus(State.LIVE, "its clock jumped by +");
            lab.await(() -> lab.samples() == 200);
            lab.stop();
            StreamQuality quality = lab.all(StreamQuality.class).get(lab.all(StreamQuality.class).size() - 1);
            assertThat(quality.samples()).isEqualTo(200);
            assertThat(quality.rate()).isCloseTo(RATE, within(0.001));
            assertThat(quality.missing()).as("nothing is missing where the clock was set").isZero();
            assertThat(quality.jitter()).isLessThan(1e-6);
            assertThat(quality.confidence()).as("it says nothing of that").isNaN();
            assertThat(quality.burst()).isZero();
            assertThat(quality.uncertainty()).isBetween(0.0, 0.05);
        }
    }

    @Test
    void countsWhatIsMissingAndSaysSoOnce() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double now = LslClock.now() - 30;
            push(outlet, IntStream.range(0, 2000).filter(i -> i % 20 != 19).mapToDouble(i -> now + (i == 101 ? 100 : i) / RATE)
                    .toArray());
            AtomicInteger next = new AtomicInteger(2000);
            lab.await(() -> {
                push(outlet, now + next.getAndIncrement() / RATE); // a device that is silent is told otherwise
                return lab.all(StreamQuality.class).size() == 2;
            });
            StreamQuality quality = lab.all(StreamQuality.class).get(0);
            assertThat(quality.missing()).isEqualTo(100);
            assertThat(quality.duplicates()).isEqualTo(1);
            assertThat(lab.all(StreamStatus.class)).filteredOn(status -> status.reason().contains("loses samples: 100 of "))
                    .hasSize(1);
        }
    }

    /** As a chest strap over a radio does it: half a second at once, one stamp for the last of it. */
    @Test
    void aStrapThatSendsHalfASecondAtOnceIsNotStaleUntilItStops() {
        StreamInfo strap = StreamInfo.builder("PolarBand", "ECG").nominalRate(130).channel("ECG", "mV", "ECG").build();
        try (Outlet outlet = lab.outlet(strap)) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double start = LslClock.now();
            AtomicInteger chunks = new AtomicInteger();
            lab.await(() -> {
                if (LslClock.now() - start >= (chunks.get() + 1) * 73 / 130.0) {
                    outlet.pushChunk(new float[73], LslClock.now());
                    chunks.incrementAndGet();
                }
                return chunks.get() == 9;
            });
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).doesNotContain(State.STALE);
            double stopped = LslClock.now();
            assertThat(lab.awaitStatus(State.STALE, "no sample for").time() - stopped).isLessThan(2);
        }
    }

    /** Two chunks that a radio held and pushed together: the stamps of the second reach back over the first. */
    @Test
    void chunksThatOverlapAreNoClockThatWasSetBack() {
        StreamInfo strap = StreamInfo.builder("PolarBand", "ECG").nominalRate(130).channel("ECG", "mV", "ECG").build();
        try (Outlet outlet = lab.outlet(strap)) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double start = LslClock.now() - 20;
            double[] pushed = {0.56, 1.12, 2.2, 2.25, 2.8, 3.9, 3.92, 4.48};
            for (double at : pushed) {
                outlet.pushChunk(new float[73], start + at);
            }
            lab.await(() -> lab.samples() == 73 * pushed.length);
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::reason)
                    .noneMatch(reason -> reason.contains("jumped"));
            outlet.pushChunk(new float[73], start + 2);
            lab.awaitStatus(State.LIVE, "its clock jumped by -");
        }
    }

    /** The program of a tracker that says 600 Hz whatever it does: nobody can mend that, so it is no fault. */
    @Test
    void aRateThatIsOnlyAClaimIsMeasuredAndToldOnce() {
        StreamInfo tobii = StreamInfo.builder("Tobii", "Eyetracker").nominalRate(600).channel("left_x", "screencoords", "ScreenX")
                .channel("left_y", "screencoords", "ScreenY").channel("left_pupil", "", "pupilsize")
                .channel("right_x", "screencoords", "ScreenX").channel("right_y", "screencoords", "ScreenY")
                .channel("right_pupil", "", "pupilsize").build();
        try (Outlet outlet = lab.outlet(tobii)) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            sendFor(outlet, 6, 60);
            lab.await(() -> lab.all(StreamQuality.class).size() == 1);
            assertThat(lab.blocks().get(0).stream().rate()).as("as measured").isZero();
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::reason).filteredOn(reason -> reason.contains("600"))
                    .singleElement().asString().contains("samples a second where it says 600.0; its rate is taken as measured");
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).doesNotContain(State.STALE);
            assertThat(lab.all(StreamQuality.class).get(0).missing()).isZero();
        }
    }

    @Test
    void aRateThatTheSettingSaysCountsBeforeTheDevicesOwn() {
        try (Outlet outlet = lab.outlet(gaze("tracker"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL, SampleRate.of("60"));
            outlet.awaitConsumers(Lab.PATIENCE);
            sendFor(outlet, 6, 60);
            assertThat(lab.blocks().get(0).stream().rate()).isEqualTo(60);
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::reason)
                    .noneMatch(reason -> reason.contains("where it says"));
        }
    }

    /** A sample every so often by this machine's clock, for some seconds. */
    private void sendFor(Outlet outlet, double seconds, double rate) {
        double start = LslClock.now();
        AtomicInteger sent = new AtomicInteger();
        lab.await(() -> {
            for (; sent.get() < (LslClock.now() - start) * rate; sent.incrementAndGet()) {
                outlet.push(new float[outlet.info().channelCount()], start + sent.get() / rate);
            }
            return sent.get() >= seconds * rate;
        });
    }

    @Test
    void spreadsSoundEvenly() {
        StreamInfo sound = StreamInfo.builder("microphone", "Audio").nominalRate(16000).channelCount(1).build();
        try (Outlet outlet = lab.outlet(sound)) {
            lab.run(SourceKind.AUDIO, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            double start = LslClock.now() - 5;
            for (int chunk = 1; chunk <= 100; chunk++) {
                outlet.pushChunk(new float[160], start + chunk * 0.01 + (chunk % 3) * 0.001);
            }
            lab.await(() -> lab.samples() == 16000);
            double last = Double.NEGATIVE_INFINITY;
            for (Block block : lab.blocks()) {
                double[] times = block.times();
                assertThat(times).isEqualTo(EvenTimes.spread(times[0], times[times.length - 1], times.length));
                assertThat(block.device().correction()).isNaN();
                assertThat(times[0]).isGreaterThan(last);
                last = times[times.length - 1];
            }
            assertThat(last).isCloseTo(start + 1.001, within(0.02));
        }
    }

    @Test
    void readsEveryStreamOfTheBodyThatDoesNotCompeteWithAnother() {
        try (Outlet shimmer = lab.outlet(StreamInfo.builder("Shimmer3", "Signals").nominalRate(51.2).channel("GSR", "kOhms", "")
                .channel("PPG", "mV", "").build());
                Outlet strap = lab
                        .outlet(StreamInfo.builder("Polar H10", "ECG").nominalRate(130).channel("ECG", "uV", "").build())) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            shimmer.awaitConsumers(Lab.PATIENCE);
            strap.awaitConsumers(Lab.PATIENCE);
            shimmer.push(new float[]{500, 1000});
            strap.push(new float[]{250});
            Block skin = lab.await(Block.class, block -> block.stream().name().equals("Shimmer3"));
            assertThat(skin.values()).containsExactly(2, 1000);
            Block heart = lab.await(Block.class, block -> block.stream().name().equals("Polar H10"));
            assertThat(heart.values()).containsExactly(0.25f);
        }
    }

    @Test
    void namesTheRivalsWhereTwoStreamsWouldDo() {
        try (Outlet one = lab.outlet(gaze("one")); Outlet two = lab.outlet(gaze("two"))) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            assertThat(lab.awaitStatus(State.RESOLVING, "2 streams match").reason()).contains("one (Gaze", "two (Gaze",
                    "name one of them", "eyelink");
            assertThat(one.consumers() + two.consumers()).isZero();
        }
    }

    @Test
    void refusesAnUnknownLayoutAndSaysWhatToDo() {
        try (Outlet outlet = lab.outlet(StreamInfo.builder("new tracker", "Gaze").nominalRate(60).channelCount(4).build())) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            assertThat(lab.awaitStatus(State.REFUSED, "no label").reason()).contains("rapport streams --mapping \"new tracker\"");
            assertThat(outlet.consumers()).isZero();
        }
    }

    @Test
    void findsATrackerWhoseTypeIsWrong() {
        try (Outlet outlet = lab.outlet(StreamInfo.builder("EyeLink", "SomethingElse").nominalRate(500)
                .channel("leftEyeX", "", "eyetracking").channel("leftEyeY", "", "eyetracking")
                .channel("rightEyeX", "", "eyetracking").channel("rightEyeY", "", "eyetracking")
                .channel("leftPupilArea", "", "eyetracking").channel("rightPupilArea", "", "eyetracking").build())) {
            lab.run(SourceKind.GAZE, StampClock.LSL);
            outlet.awaitConsumers(Lab.PATIENCE);
            outlet.push(new float[]{10, 20, 0, 0, 500, 0});
            assertThat(lab.await(Block.class, block -> true).values()).startsWith(10, 20, Float.NaN, Float.NaN);
        }
    }

    private static StreamInfo gaze(String name) {
        return StreamInfo.builder(name, "Gaze").nominalRate(RATE).channel("x", "px", "").build();
    }

    private static void push(Outlet outlet, double... stamps) {
        outlet.pushChunk(new float[stamps.length], stamps);
    }
}
