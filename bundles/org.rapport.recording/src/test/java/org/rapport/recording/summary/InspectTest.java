package org.rapport.recording.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What is normal is no fault, and what is one is named with its time, stream and size. */
class InspectTest {
    private final Random random = new Random(4);
    @TempDir
    private Path folder;
    private Path file;
    private XdfWriter writer;

    @BeforeEach
    void create() throws IOException {
        writer = new XdfWriter(folder.resolve("unused.xdf"));
        create(folder.resolve("r.xdf"));
    }

    private void create(Path path) throws IOException {
        writer.close();
        file = path;
        writer = new XdfWriter(file);
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
    }

    private XdfStreamWriter stream(String name, double rate, String format) throws IOException {
        return writer.addStream("<info><name>" + name + "</name><type>Gaze</type><channel_count>1</channel_count><nominal_srate>"
                + rate + "</nominal_srate><channel_format>" + format + "</channel_format></info>");
    }

    private XdfStreamWriter stream(String name, double rate) throws IOException {
        return stream(name, rate, "float32");
    }

    private static void write(XdfStreamWriter stream, double... times) throws IOException {
        stream.write(times, new float[times.length]);
    }

    private static double[] evenly(double start, double rate, int count) {
        return IntStream.range(0, count).mapToDouble(i -> start + i / rate).toArray();
    }

    /** Pushes whose last sample is stamped when it is sent, some milliseconds late, and the others before it. */
    private void pushes(XdfStreamWriter stream, double rate, int size, double late, int lost) throws IOException {
        for (int push = 0; push < 60 * rate / size; push++) {
            double sent = 1000 + (push + 1) * size / rate + Math.abs(late * random.nextGaussian());
            if (push < 200 || push >= 200 + lost) {
                write(stream, IntStream.range(0, size).mapToDouble(i -> sent - (size - 1 - i) / rate).toArray());
            }
        }
    }

    private RecordingSummary summary() throws IOException {
        writer.close();
        return RecordingSummary.of(file);
    }

    private static StreamSummary only(RecordingSummary summary) {
        return summary.streams().iterator().next();
    }

    @Test
    void pushesThatOverlapByTheirJitterAreNoFault() throws IOException {
        pushes(stream("sound", 16_000), 16_000, 320, 0.002, 0);
        pushes(stream("gaze", 120), 120, 4, 0.003, 0);
        RecordingSummary summary = summary();
        Judgement judgement = Judgement.of(summary);
        assertThat(judgement.troubles()).isEmpty();
        assertThat(judgement.notes()).isEmpty();
        assertThat(judgement.verdict(summary)).startsWith("GO: 2 streams over 60.0 s");
        assertThat(only(summary).overlaps().count()).isPositive();
    }

    @Test
    void pushesThatAreLostAreGaps() throws IOException {
        pushes(stream("sound", 16_000), 16_000, 320, 0.002, 1);
        pushes(stream("gaze", 120), 120, 4, 0.003, 2);
        RecordingSummary summary = summary();
        assertThat(summary.streams()).allSatisfy(stream -> assertThat(stream.gaps().count()).isEqualTo(1));
        assertThat(only(summary).gaps().longest().seconds()).isCloseTo(0.02, within(0.01));
        assertThat(only(summary).gaps().longest().from()).isCloseTo(1004, within(0.05));
    }

    @Test
    void aRateThatIsOnlyAClaimIsTakenAsMeasured() throws IOException {
        write(stream("tracker", 600),
                IntStream.range(0, 3600).mapToDouble(i -> 1000 + i / 60.0 + 0.001 * random.nextGaussian()).toArray());
        write(stream("stim", 10_000), random.doubles(120, 1000, 1060).sorted().toArray());
        RecordingSummary summary = summary();
        Judgement judgement = Judgement.of(summary);
        assertThat(judgement.troubles()).isEmpty();
        assertThat(judgement.notes()).hasSize(2).anyMatch(note -> note.startsWith("tracker claims 600"))
                .anyMatch(note -> note.startsWith("stim claims 10000") && note.contains("is irregular"));
        assertThat(summary.streams()).allSatisfy(stream -> assertThat(stream.gaps().count()).isZero());
    }

    @Test
    void aStreamThatLosesHalfOfItsSamplesHasNoFalseRate() throws IOException {
        XdfStreamWriter eye = stream("eye", 100);
        for (int second = 0; second < 60; second++) {
            write(eye, evenly(1000 + second, 100, 50));
        }
        RecordingSummary summary = summary();
        assertThat(only(summary).rhythm().claimed()).isFalse();
        assertThat(only(summary).gaps().count()).isEqualTo(59);
        assertThat(Judgement.of(summary).verdict(summary)).startsWith("NO-GO: eye: 59 gaps, together 30.1 s of 59.5 s");
    }

    /** Packets over radio, stamped as they are sent: small and large ones, whole and with a third of them lost. */
    @Test
    void burstsOfAnySizeAreNoFalseRateAndLostOnesAreGaps() throws IOException {
        for (int size : new int[]{8, 73, 250, 500}) {
            for (int every : new int[]{Integer.MAX_VALUE, 3}) {
                create(folder.resolve("bursts-" + size + "-" + every + ".xdf"));
                XdfStreamWriter ecg = stream("ecg", 1000);
                int lost = 0;
                for (int burst = 1; burst <= 15_000 / size; burst++) {
                    double sent = 1000 + size / 1000.0 * (burst + 0.05 * random.nextGaussian());
                    if (burst % every == 0) {
                        lost++;
                    } else {
                        write(ecg, evenly(sent, 200_000, size));
                    }
                }
                StreamSummary summary = only(summary());
                assertThat(summary.rhythm().claimed()).as("%d at once, each %dth lost", size, every).isFalse();
                assertThat(summary.atOnce()).isEqualTo(size);
                assertThat(summary.gaps().count()).as("%d at once, each %dth lost", size, every).isBetween(lost - 1L,
                        (long) lost);
            }
        }
    }

    @Test
    void everythingIsOnTheRecordersClock() throws IOException {
        XdfStreamWriter near = stream("cam", 10);
        XdfStreamWriter far = stream("cam", 10);
        write(near, evenly(5000, 10, 900));
        write(far, evenly(437_000, 10, 900));
        for (int i = 0; i < 18; i++) {
            near.write(new ClockOffset(5000 + 5 * i, 0));
            far.write(new ClockOffset(437_000 + 5 * i, -432_000));
        }
        RecordingSummary summary = summary();
        JsonObject json = Json.createReader(new StringReader(SummaryJson.text(summary))).readObject();
        JsonObject second = json.getJsonArray("streams").getJsonObject(1);
        assertThat(second.getJsonNumber("commonFirst").doubleValue()).isCloseTo(5000, within(1e-9));
        assertThat(second.getJsonNumber("commonLast").doubleValue()).isCloseTo(5089.9, within(1e-9));
        assertThat(second.getString("title")).isEqualTo("cam (stream 2)");
        assertThat(second.getJsonObject("clockOffsets").getJsonArray("segments").getJsonObject(0).getInt("measurements"))
                .isEqualTo(18);
        assertThat(json.getBoolean("go")).isTrue();
        assertThat(SummaryPage.html(summary, "r")).contains("GO: 2 streams over 89.9 s", ">89.9 s</text>")
                .doesNotContain("elsewhere\" x");
    }

    @Test
    void aRestartOfADeviceIsToldAndPutRight() throws IOException {
        XdfStreamWriter eye = stream("eye", 60);
        write(eye, evenly(901_000, 60, 6000));
        write(eye, evenly(50, 60, 6000));
        for (int i = 0; i < 20; i++) {
            eye.write(new ClockOffset(901_001 + 5 * i, -900_000));
        }
        for (int i = 0; i < 20; i++) {
            eye.write(new ClockOffset(51 + 5 * i, 1050.1));
        }
        RecordingSummary summary = summary();
        Judgement judgement = Judgement.of(summary);
        assertThat(judgement.troubles()).isEmpty();
        assertThat(judgement.notes()).anyMatch(note -> note.startsWith("eye: its device's clock restarted at 100.100 s"));
        assertThat(only(summary).last()).isCloseTo(1200.0833, within(1e-3));
    }

    @Test
    void stampsOfTheTimeOfDayDoNotStretchTheAxis() throws IOException {
        write(stream("eye", 60), evenly(1000, 60, 6000));
        write(stream("face", 30), evenly(1000, 30, 3000));
        write(stream("wrist", 4), evenly(1_795_968_390, 4, 400));
        RecordingSummary summary = summary();
        assertThat(summary.seconds()).isCloseTo(100, within(0.1));
        assertThat(Judgement.of(summary).verdict(summary))
                .startsWith("NO-GO: wrist: its times are on another clock, 20786.7 days");
        assertThat(SummaryPage.html(summary, "r")).contains("class=\"elsewhere\" x=\"220.00\"", ">100.0 s</text>");
    }

    @Test
    void oddTimesAreNamed() throws IOException {
        double[] times = evenly(1000, 10, 600);
        times[100] = times[99];
        times[201] = times[200] - 0.02;
        write(stream("eye", 10), times);
        write(stream("set", 0), 1000, 1300, 950, 960);
        RecordingSummary summary = summary();
        Judgement judgement = Judgement.of(summary);
        assertThat(judgement.notes()).contains("eye: 1 sample has the time stamp of the one before, the first at 59.900 s",
                "eye: 1 sample is out of order, the first at 69.980 s, by up to 0.020 s");
        assertThat(judgement.troubles()).containsExactly(
                "set: its clock was set back 1 time, first at 0.000 s by 350.000 s, and no measurement shows it");
        assertThat(Happening.of(summary)).extracting(Happening::what).contains("same time stamp", "out of order", "set back");
    }

    @Test
    void statesThatComeAgainAndAgainAreFolded() throws IOException {
        write(stream("strap", 10), evenly(1000, 10, 1000));
        XdfStreamWriter states = stream("rapport-states", 0, "string");
        for (int i = 0; i < 96; i++) {
            state(states, 1001 + i, "strap", "STALE");
            state(states, 1001 + i + (i == 50 ? 0.08 : 0.05), "strap", "LIVE");
        }
        state(states, 1098, "cam", "LOST");
        RecordingSummary summary = summary();
        assertThat(SummaryTable.lines(summary))
                .contains("  strap STALE 96 times, longest 0.08 s, from 1.000 to 96.000 s", "      98.000  cam LOST: why")
                .hasSizeLessThan(15);
        assertThat(SummaryPage.html(summary, "r")).contains("<li>strap STALE 96 times, longest 0.08 s",
                "<summary>101 to 193 of 193</summary>");
    }

    private static void state(XdfStreamWriter states, double time, String stream, String state) throws IOException {
        states.write(new double[]{time},
                new String[]{"{\"stream\":\"" + stream + "\",\"state\":\"" + state + "\",\"reason\":\"why\"}"});
    }

    @Test
    void aStreamWithoutAStampHasDeducedTimesAndAWarning() throws IOException {
        XdfStreamWriter ecg = stream("ecg", 100);
        for (int i = 0; i < 10; i++) {
            write(ecg, Double.NaN, Double.NaN, Double.NaN);
        }
        write(stream("eye", 10), evenly(1000, 10, 100));
        RecordingSummary summary = summary();
        assertThat(only(summary).first()).isEqualTo(0.01);
        assertThat(only(summary).last()).isEqualTo(0.3);
        assertThat(Judgement.of(summary).troubles()).containsExactly("stream 1 (ecg) has no time stamp at all: its times are "
                + "deduced from its rate, from 0 on, and fit to no other stream");
    }
}
