package org.rapport.recording.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

import picocli.CommandLine;

class CutCommandTest {
    private static final double START = 5000;
    private static final String FACE = """
            <info><name>face</name><type>Face</type><channel_count>2</channel_count><nominal_srate>25</nominal_srate>
            <channel_format>float32</channel_format><desc><role>receiver</role></desc></info>""";
    private static final String DIAL = """
            <info><name>ratings</name><type>Label</type><channel_count>1</channel_count><nominal_srate>0</nominal_srate>
            <channel_format>float32</channel_format></info>""";
    private static final String COUNTER = """
            <info><name>counter</name><type>EEG</type><channel_count>1</channel_count><nominal_srate>10</nominal_srate>
            <channel_format>int16</channel_format></info>""";
    private static final String MARKERS = """
            <info><name>films events</name><type>Markers</type><channel_count>5</channel_count><nominal_srate>0</nominal_srate>
            <channel_format>string</channel_format><desc><channels><channel><label>event</label></channel><channel><label>film</label>
            </channel><channel><label>filmTime</label></channel><channel><label>question</label></channel><channel><label>text</label>
            </channel></channels></desc></info>""";

    @TempDir
    private Path folder;
    private Path recording;
    private XdfStreamWriter markers;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void record() throws IOException {
        recording = folder.resolve("R12.xdf");
        try (XdfWriter writer = new XdfWriter(recording)) {
            XdfStreamWriter face = writer.addStream(FACE);
            XdfStreamWriter counter = writer.addStream(COUNTER);
            for (int i = 0; i < 2500; i++) { // 100 s; the value is the recorder's time
                face.write(new double[]{START + i / 25.0}, new float[]{i / 25f, Float.NaN});
            }
            for (int i = 0; i < 1000; i++) {
                counter.write(new double[]{START + i / 10.0}, new short[]{(short) i});
            }
            XdfStreamWriter dial = writer.addStream(DIAL);
            dial.write(new double[]{START + 9.96, START + 12, START + 19, START + 41}, new float[]{0, 0.1f, 0.2f, 0.3f});
            XdfStreamWriter bookkeeping = writer.addStream(DIAL.replace("ratings", "rapport-journal"));
            bookkeeping.write(new double[]{START + 11}, new float[]{1});
            markers = writer.addStream(MARKERS);
            mark(2, "film-start", "warm up.webm", "0", "practice");
            mark(6, "film-stop", "warm up.webm", "4", "");
            mark(10, "film-start", "b.mp4", "0.040", "");
            mark(11, "film-time", "b.mp4", "1.050", ""); // a frame that came late
            mark(12, "film-time", "b.mp4", "2.040", "");
            mark(15, "film-stall", "b.mp4", "5.0", "");
            mark(20, "film-play", "b.mp4", "5.0", "");
            mark(21, "film-time", "b.mp4", "6.0", "");
            mark(25, "film-stop", "b.mp4", "10.0", "");
            mark(26, "answer", "b.mp4", "", "4");
            mark(40, "film-start", "a.mp4", "0", "");
            mark(42, "film-time", "a.mp4", "2", "");
        }
    }

    private void mark(double time, String event, String film, String filmTime, String text) throws IOException {
        markers.write(new double[]{START + time}, new String[]{event, film, filmTime, "", text});
    }

    private int cut(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream kept = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(kept);
            System.setErr(kept);
            return new CommandLine(new CutCommand.Options()).execute(words);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachFilmIsARecordingWhoseTimesAreTheFilms() throws IOException {
        assertThat(cut(recording.toString())).as(said()).isZero();
        assertThat(said()).contains("b.mp4: 10.0 s, 4 streams", "it stood still 1 times",
                "warm up.webm: left out, it was for practice", "a.mp4: left out, it was not seen to its end");
        assertThat(folder.resolve("R12-films").toFile().list()).containsExactly("b.xdf");
        List<XdfStream> streams = XdfReader.read(folder.resolve("R12-films/b.xdf")).streams();
        assertThat(streams).extracting(XdfStream::name).containsExactly("face", "counter", "ratings", "films events");
        XdfStream face = streams.get(0);
        assertThat(face.samples()).isEqualTo(250); // 5 s before and 5 s after it stood still
        assertThat(face.times()[0]).isCloseTo(0.04, within(1e-6));
        assertThat(face.values().floats()[0]).isEqualTo(10f);
        assertThat(face.times()[125]).isCloseTo(5.0, within(1e-6));
        assertThat(face.values().floats()[250]).isEqualTo(20f);
        assertThat(face.times()[249]).isCloseTo(9.96, within(1e-6));
        assertThat(streams.get(1).values().longs()[0]).isEqualTo(100);
        assertThat(streams.get(1).samples()).isEqualTo(100);
    }

    @Test
    void aRatingHoldsUntilTheNext() throws IOException {
        cut(recording.toString(), "--out", folder.resolve("out").toString());
        XdfStream ratings = XdfReader.read(folder.resolve("out/b.xdf")).streams().get(2);
        // the one before the film holds at its start; the one that was made while it stood still holds when it goes on
        assertThat(ratings.values().floats()).containsExactly(0, 0.1f, 0.2f);
        assertThat(ratings.times()).containsExactly(new double[]{0.04, 2.04, 5.0}, within(1e-6));
    }

    @Test
    void nothingIsOverwrittenAndWhatCannotBeIsOneLine() {
        assertThat(cut(recording.toString())).isZero();
        said.reset();
        assertThat(cut(recording.toString())).isEqualTo(2);
        assertThat(said()).endsWith("b.xdf: exists already, and nothing is overwritten; choose another folder with --out\n");
        said.reset();
        assertThat(cut(folder.resolve("none.xdf").toString())).isEqualTo(1);
        assertThat(said()).isEqualTo(folder.resolve("none.xdf") + ": no such file; name an XDF recording\n");
    }

    @Test
    void aRecordingWithoutFilmsIsToldSo() throws IOException {
        Path other = folder.resolve("other.xdf");
        try (XdfWriter writer = new XdfWriter(other)) {
            writer.addStream(FACE).write(new double[]{1}, new float[]{1, 2});
        }
        assertThat(cut(other.toString())).isEqualTo(1);
        assertThat(said()).isEqualTo(other
                + ": no film was seen to its end in it, so there is nothing to cut; rapport.source.films " + "tells of films\n");
    }

    @Test
    void aNameFromAMarkerLeadsNowhereElse() throws IOException {
        Path odd = folder.resolve("odd.xdf");
        try (XdfWriter writer = new XdfWriter(odd)) {
            writer.addStream(FACE).write(new double[]{START + 1}, new float[]{1, 2});
            markers = writer.addStream(MARKERS);
            mark(0, "film-start", "../../gone.mp4", "0", "");
            mark(3, "film-stop", "../../gone.mp4", "3", "");
        }
        assertThat(cut(odd.toString())).as(said()).isZero();
        assertThat(folder.resolve("odd-films").toFile().list()).containsExactly("film.._.._gone.xdf");
    }
}
