package org.rapport.recording.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.recording.RecordingView;
import org.rapport.api.recording.RecordingView.Samples;
import org.rapport.api.recording.RecordingView.Wanted;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordingFiles;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/** Whatever stretch of a recording one looks at, it is what one gets who reads the whole. */
class ViewsTest {
    private static final double RATE = 500;

    @TempDir
    private Path folder;

    private static StreamDescription stream(String name, double rate, int channels) {
        return new StreamDescription(name, rate, IntStream.range(0, channels)
                .mapToObj(i -> new Channel(Role.RECEIVER, "ECG", "lead " + i, "mV", "", Channel.Scale.CONTINUOUS)).toList(),
                Origin.device());
    }

    /** Ten minutes of an ECG on a clock that drifts, with a gap and missing values, labels, and a marker. */
    private Path recording() throws IOException {
        Path file = folder.resolve("r.xdf");
        Random random = new Random(5);
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter ecg = writer.addStream(HeaderXml.of(stream("ecg", RATE, 4), "lab", 0));
            XdfStreamWriter label = writer.addStream(HeaderXml.of(stream("label", 0, 1), "lab", 0));
            XdfStreamWriter states = writer
                    .addStream(HeaderXml.ofMarkers(StreamId.of(Journal.STATES), MarkerFormat.TEXT, "lab", 0));
            XdfStreamWriter marks = writer.addStream(HeaderXml.ofMarkers(StreamId.of("page"), MarkerFormat.TEXT, "lab", 0));
            for (int second = 0; second < 600; second++) {
                if (second < 300 || second >= 310) {
                    float[] values = new float[(int) RATE * 4];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
                    }
                    int from = second;
                    ecg.write(
                            IntStream.range(0, (int) RATE)
                                    .mapToDouble(i -> 5000 + (from + i / RATE) * 1.0001 + 1e-4 * random.nextDouble()).toArray(),
                            values);
                }
                if (second % 7 == 0) {
                    ecg.write(new ClockOffset(5000 + second * 1.0001, -4000 - second * 1e-4));
                    label.write(new double[]{1000 + second}, new float[]{second});
                }
            }
            states.write(new double[]{1300},
                    new String[]{"{\"stream\":\"ecg\",\"node\":\"ecg\",\"state\":\"STALE\",\"reason\":\"silent\"}"});
            marks.write(new double[]{1111.5}, new String[]{"<b>task</b>"});
        }
        return file;
    }

    private static double[] times(XdfStream stream) {
        return ClockModel.of(stream).times(stream.times());
    }

    /** What anybody who reads the whole finds in a stretch: the rows of the stream that are in it. */
    private static int[] rows(double[] times, double from, double to) {
        return IntStream.range(0, times.length).filter(i -> times[i] >= from && times[i] <= to).toArray();
    }

    private static DoubleStream column(float[] values, int width, int column) {
        return IntStream.range(0, values.length / width).mapToDouble(i -> values[i * width + column])
                .filter(value -> !Double.isNaN(value));
    }

    @Test
    void aShortStretchHasEverySampleAndALongOneEveryPeak() throws IOException {
        Path file = recording();
        XdfStream ecg = RecordingFiles.read(file).streams().stream().filter(one -> one.name().equals("ecg")).findFirst()
                .orElseThrow();
        double[] times = times(ecg);
        float[] values = ecg.values().floats();
        Random random = new Random(6);
        try (RecordingView view = new Views().open(file, share -> {
        })) {
            for (int round = 0; round < 40; round++) {
                double seconds = Math.pow(10, -1 + 3.7 * random.nextDouble());
                double from = view.start() + random.nextDouble() * (view.end() - view.start() - seconds);
                int first = random.nextInt(4);
                Samples got = view.samples(List.of(new Wanted(ecg.id(), first, 4 - first)), from, from + seconds, 1500).get(0);
                int[] inside = rows(times, from, from + seconds);
                assertThat(got.times()).isSorted().hasSizeLessThan(3100);
                boolean all = inside.length < 500;
                for (int column = 0; column < 4 - first; column++) {
                    int at = first + column;
                    float[] part = new float[inside.length];
                    for (int i = 0; i < part.length; i++) {
                        part[i] = values[inside[i] * 4 + at];
                    }
                    double[] shown = column(got.values(), 4 - first, column).toArray();
                    double[] truth = column(part, 1, 0).toArray();
                    if (all && truth.length > 0) { // but for the sample before and the one after
                        assertThat(Arrays.stream(shown).boxed().toList()).containsAll(Arrays.stream(truth).boxed().toList());
                    } else if (truth.length > 0) {
                        assertThat(Arrays.stream(shown).min().orElseThrow())
                                .isLessThanOrEqualTo(Arrays.stream(truth).min().orElseThrow());
                        assertThat(Arrays.stream(shown).max().orElseThrow())
                                .isGreaterThanOrEqualTo(Arrays.stream(truth).max().orElseThrow());
                        assertThat(truth.length).as("more than one asked for").isGreaterThan(inside.length / 2);
                    }
                }
            }
        }
    }

    @Test
    void aGapIsAGapAtEveryZoom() throws IOException {
        try (RecordingView view = new Views().open(recording(), share -> {
        })) {
            for (double around : new double[]{20, 60, 280}) {
                Samples got = view
                        .samples(List.of(new Wanted(view.streams().get(0).number(), 0, 1)), 1305 - around, 1305 + around, 1000)
                        .get(0);
                double[] missing = IntStream.range(0, got.times().length)
                        .filter(i -> got.times()[i] > 1300.2 && got.times()[i] < 1309.8).mapToDouble(i -> got.values()[i])
                        .toArray();
                assertThat(missing).as("within %s s", around).containsExactly(Double.NaN);
            }
        }
    }

    @Test
    void tellsWhatIsInItAndWhatHappened() throws IOException {
        List<Double> progress = new ArrayList<>();
        try (RecordingView view = new Views().open(recording(), progress::add)) {
            assertThat(view.start()).isCloseTo(1000, within(0.01));
            assertThat(view.end()).isCloseTo(1600, within(0.1));
            assertThat(view.streams()).extracting(RecordingView.Stream::title).containsExactly("ecg", "label");
            assertThat(view.streams().get(0).columns().get(2))
                    .isEqualTo(new RecordingView.Column("receiver", "ECG", "lead 2", "mV", "", false));
            assertThat(view.events()).containsExactly(new RecordingView.Event(1111.5, "MARKER", "page", "<b>task</b>"),
                    new RecordingView.Event(1300, "STALE", "ecg", "silent"));
            assertThat(view.furtherEvents()).isZero();
            Samples label = view.samples(List.of(new Wanted(view.streams().get(1).number(), 0, 1)), 1101, 1103, 1000).get(0);
            assertThat(label.times()).as("the one before holds, and the one after it follows").containsExactly(1098, 1105);
            assertThat(label.values()).containsExactly(98, 105);
        }
        assertThat(progress).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void whoDoesNotWaitForItOrAsksForWhatIsNotThereIsToldSo() throws IOException {
        Path file = recording();
        assertThatThrownBy(() -> new Views().open(file, share -> {
            throw new CancellationException();
        })).isInstanceOf(CancellationException.class);
        RecordingView view = new Views().open(file, share -> {
        });
        int ecg = view.streams().get(0).number();
        assertThat(view.samples(List.of(new Wanted(ecg, 3, 2), new Wanted(99, 0, 1), new Wanted(ecg, -1, 1)), 0, 1, 10))
                .isEmpty();
        view.close();
        assertThatThrownBy(() -> view.samples(List.of(new Wanted(ecg, 0, 1)), 0, 1, 10)).isInstanceOf(IOException.class)
                .hasMessage("the recording is closed");
        assertThatThrownBy(() -> new Views().open(folder.resolve("none.xdf"), share -> {
        })).isInstanceOf(IOException.class).hasMessageContaining("there is no");
        Path text = Files.writeString(folder.resolve("t.xdf"), "no recording");
        assertThatThrownBy(() -> new Views().open(text, share -> {
        })).hasMessageContaining("does not begin with");
    }

    @Test
    void readsTheRecordingsOfOthers() throws IOException {
        String data = System.getProperty("rapport.testdata", "");
        assumeTrue(!data.isEmpty(), "-Drapport.testdata names no folder of recordings");
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(data))) {
            files = found.filter(file -> file.toString().endsWith(".xdf")).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            try (RecordingView view = new Views().open(file, share -> {
            })) {
                for (RecordingView.Stream stream : view.streams()) {
                    XdfStream whole = RecordingFiles.read(file).streams().stream().filter(one -> one.id() == stream.number())
                            .findFirst().orElseThrow();
                    assertThat(whole.format()).isNotEqualTo(XdfFormat.STRING);
                    double[] times = times(whole);
                    if (stream.together() && whole.samples() > 0) {
                        compare(file, view, stream, times, whole);
                    }
                }
            }
        }
    }

    private static void compare(Path file, RecordingView view, RecordingView.Stream stream, double[] times, XdfStream whole)
            throws IOException {
        Samples all = view.samples(List.of(new Wanted(stream.number(), 0, 1)), view.start(), view.end(), 2000).get(0);
        float[] values = whole.values().floats();
        int width = whole.channelCount();
        double[] truth = IntStream.range(0, times.length).filter(i -> !Double.isNaN(times[i])).mapToDouble(i -> values[i * width])
                .filter(value -> !Double.isNaN(value)).toArray();
        double[] shown = column(all.values(), 1, 0).toArray();
        assertThat(shown.length == 0).as("%s %s", file, stream.title()).isEqualTo(truth.length == 0);
        if (truth.length > 0) {
            assertThat(Arrays.stream(shown).min()).as("%s %s", file, stream.title()).isEqualTo(Arrays.stream(truth).min());
            assertThat(Arrays.stream(shown).max()).as("%s %s", file, stream.title()).isEqualTo(Arrays.stream(truth).max());
        }
    }
}
