package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.JsonText;
import org.rapport.xdf.XdfStream;

/** Tables in the layouts of other programs, which nobody described: what is guessed reads them with their values and times. */
class TableDescriberTest {
    private static final double START = 1_764_412_800;
    private static final int ROWS = 400;

    @TempDir
    private Path folder;

    private static double value(int row) {
        return Math.rint(1e4 * (2 + 0.3 * Math.sin(row / 40.0))) / 1e4;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String rows(IntFunction<String> row) {
        return IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Describes the table, and reads the folder by what was written. */
    private List<XdfStream> described(String file, String text) throws IOException {
        return described(file, text.getBytes(StandardCharsets.UTF_8), OptionalDouble.empty());
    }

    private List<XdfStream> described(String file, byte[] text, OptionalDouble rate) throws IOException {
        Path table = Files.write(folder.resolve(file), text);
        TableDescriber describer = new TableDescriber(rate, Optional.empty());
        describer.add(table);
        JsonText.write(folder.resolve("streams.json"), describer.description());
        List<XdfStream> streams = ForeignFiles.read(folder).streams();
        Files.delete(table);
        return streams;
    }

    private static void assertIsSignal(XdfStream stream, String type, double rate, String header) {
        assertThat(stream.type()).isEqualTo(type);
        assertThat(stream.rate()).isEqualTo(rate);
        assertThat(stream.header()).contains(header);
        float[] values = stream.values().floats();
        assertThat(stream.times()).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat((double) values[row * stream.channelCount()]).as("row %d", row).isEqualTo(value(row), within(1e-6));
            assertThat(stream.times()[row]).as("row %d", row).isEqualTo(row / rate, within(1e-4));
        }
    }

    @Test
    void aHeartSensorsLogWithThreeClocks() throws IOException {
        List<XdfStream> streams = described("ECG.txt",
                "Phone timestamp;sensor timestamp [ns];timestamp [ms];ecg [uV]\n"
                        + rows(k -> format("2025-11-29T10:40:%06.3f;%d;%.6f;%.4f", k / 130.0,
                                838432586543515816L + k * 7_692_307L, k * 1000 / 130.0, value(k))));
        assertThat(streams).hasSize(1);
        assertIsSignal(streams.get(0), "ECG", 130, "<label>ECG</label><unit>uV</unit>");
    }

    @Test
    void aSensorsExportWithALineOfSeparatorsAndARowOfUnits() throws IOException {
        String names = "Shimmer_12AB_Timestamp_Unix_CAL\tShimmer_12AB_GSR_Range_CAL\tShimmer_12AB_GSR_Skin_Conductance_CAL\t"
                + "Shimmer_12AB_PPG_A13_CAL\t\n";
        String rest = "ms\tno_units\tuS\tmV\t\n"
                + rows(k -> format("%.4f\t2.0\t%.4f\t%.4f\t", 1000 * (START + k / 128.0), value(k), 1500 + 10 * value(k)));
        for (String text : List.of("\"sep=\t\"\n" + names + rest, names + rest)) {
            List<XdfStream> streams = described("s.csv", text);
            assertThat(streams).extracting(XdfStream::type).containsExactly("EDA", "PPG");
            assertIsSignal(streams.get(0), "EDA", 128, "<unit>uS</unit>");
        }
    }

    @Test
    void aTextWithTheChannelsAboveItsTable() throws IOException {
        String data = "min\tCH1\tCH2\t\r\n\t400\t400\t\r\n"
                + rows(k -> format("%.7f\t%.4f\t%.4f\t\r", k / 60_000.0, value(k), -value(k)));
        List<XdfStream> streams = described("a.txt",
                "exp.acq\r\n1 msec/sample\r\n2 channels\r\nEDA - EDA100C\r\nmicrosiemens\r\nECG - ECG100C\r\nmV\r\n" + data);
        assertThat(streams).extracting(XdfStream::type).containsExactly("EDA", "ECG");
        assertIsSignal(streams.get(0), "EDA", 1000, "<unit>uS</unit>");
        assertThatThrownBy(() -> described("a.txt", data)).as("without the head nobody knows what CH1 is")
                .hasMessageContaining("must say what the table holds");
    }

    @Test
    void columnsThatNobodyNamedAreNoElectrodes() {
        assertThatThrownBy(() -> described("bare.csv", rows(k -> format("%.4f,%.4f", k / 30.0, value(k)))))
                .hasMessageContaining("must say what the table holds");
    }

    @Test
    void gazeIsValidByTheColumnThatSaysSo() throws IOException {
        XdfStream gaze = described("gaze.csv",
                "section id,recording id,timestamp [ns],gaze x [px],gaze y [px],worn,blink id\n"
                        + rows(k -> format("a1,r1,%d,%.4f,%.4f,%d,%s", 1764412800_000000000L + k * 5_000_000L, value(k),
                                600 + value(k), k < 300 ? 1 : 0, k < 10 ? "1" : "")))
                .get(0);
        float[] values = gaze.values().floats();
        assertThat(values[2 * 299]).isEqualTo((float) value(299));
        assertThat(values[2 * 300]).isNaN();
        assertThat(gaze.times()[1]).isEqualTo(0.005, within(1e-9));
        assertThat(gaze.header()).contains("<label>gaze_x</label><unit>px</unit>");
    }

    @Test
    void anEyeTrackersTableWithRowsOfEventsBetweenAndDecimalCommas() throws IOException {
        for (boolean commas : List.of(false, true)) {
            String text = "Recording timestamp\tSensor\tEvent\tGaze point X\tPupil diameter left\tPupil diameter "
                    + "right\tValidity left\tValidity right\n0\t\tStart\t\t\t\t\t\n"
                    + rows(k -> format("%d\tEye Tracker\t\t%.4f\t%.4f\t3.1%d\t%s\tValid", k * 1_000_000L / 120, value(k),
                            3 + value(k), k % 10, k % 100 < 7 ? "Invalid" : "Valid"));
            XdfStream eyes = described("e.tsv", commas ? text.replace('.', ',') : text).get(0);
            assertIsSignal(eyes, "Gaze", 120, "<label>gaze_x</label>");
            float[] values = eyes.values().floats();
            assertThat(values[3 * 5 + 1]).isNaN();
            assertThat(values[3 * 5 + 2]).isEqualTo(3.15f);
            assertThat(values[3 * 50 + 1]).isEqualTo((float) (3 + value(50)));
        }
    }

    @Test
    void aTrackersTableWithAFlagForEachEye() throws IOException {
        XdfStream gaze = described("User 0_all_gaze.csv",
                "MEDIA_ID,MEDIA_NAME,CNT,TIME(2025/11/29 10:40:01.297),TIMETICK(f=10000000),"
                        + "FPOGX,FPOGY,FPOGS,FPOGD,FPOGID,FPOGV,BPOGX,BPOGY,BPOGV,LPOGX,LPOGY,LPOGV,RPOGX,RPOGY,RPOGV,LPMM,LPMMV,RPMM,RPMMV\n"
                        + rows(k -> format(
                                "0,film,%d,%.5f,%d,0.4,0.5,0,0.1,1,1,%.5f,%.5f,1,%.5f,%.5f,%d,%.5f,%.5f,1,%.5f,1,%.5f,1", k,
                                k / 60.0, k * 166_667L, value(k), 1 + value(k), 2 + value(k), 3 + value(k), k % 50 < 5 ? 0 : 1,
                                4 + value(k), 5 + value(k), 6 + value(k), 7 + value(k))))
                .get(0);
        assertIsSignal(gaze, "Gaze", 60, "<label>gaze_x</label>");
        assertThat(gaze.header()).contains("<label>left_x</label>", "<label>right_pupil</label><unit>mm</unit>")
                .doesNotContain("FPOG", "TIMETICK", "CNT");
        int channels = gaze.channelCount();
        assertThat(gaze.values().floats()[2]).as("the left eye was lost").isNaN();
        assertThat(gaze.values().floats()[channels * 10 + 2]).isEqualTo((float) (2 + value(10)));
    }

    @Test
    void aReportOfSamplesWithDotsForWhatIsMissing() throws IOException {
        XdfStream gaze = described("samples.xls", "RECORDING_SESSION_LABEL\tTRIAL_INDEX\tTIMESTAMP\tLEFT_GAZE_X\tLEFT_GAZE_Y\t"
                + "LEFT_PUPIL_SIZE\n"
                + rows(k -> k % 40 == 7 ? format("s1\t1\t%d\t.\t.\t.", 4_811_204 + 2 * k)
                        : format("s1\t1\t%d\t%.4f\t%.4f\t%.4f", 4_811_204 + 2 * k, value(k), 500 + value(k), 800 + value(k))))
                .get(0);
        assertThat(gaze.times()[1]).isEqualTo(0.002, within(1e-9));
        assertThat(gaze.header()).contains("<label>left_x</label><unit>px</unit>", "<label>left_pupil_area</label>");
        assertThat(gaze.values().floats()[3 * 7]).isNaN();
        assertThat(gaze.values().floats()[3 * 8]).isEqualTo((float) value(8));
    }

    @Test
    void annotationsHoldUntilTheyEnd() throws IOException {
        XdfStream smile = described("smiles.txt",
                IntStream.range(0, 10).mapToObj(k -> format("smile\t\t%.3f\t%.3f\t%.3f\t%d", 3.0 * k, 3.0 * k + 2, 2.0, k % 5))
                        .collect(Collectors.joining("\n")))
                .get(0);
        assertThat(smile.name()).isEqualTo("smile");
        assertThat(smile.times()).startsWith(0, 2, 3, 5).hasSize(20);
        assertThat(smile.values().floats()).startsWith(0, Float.NaN, 1, Float.NaN, 2);
    }

    @Test
    void aRatingBelowAHead() throws IOException {
        XdfStream rating = described("r.csv", "Time of Rating,2026-01-05 10:00:00\nMultimedia File,film1.mp4\nLower Label,bad\n"
                + "Minimum Value,-100\nSecond,Rating\n%%%%%%,%%%%%%\n" + rows(k -> k + "," + value(k))).get(0);
        assertThat(rating.type()).isEqualTo("Label");
        assertThat(rating.times()).startsWith(0, 1, 2).hasSize(ROWS);
        assertThat(rating.values().floats()[7]).isEqualTo((float) value(7));
    }

    @Test
    void aFaceTableOfAnotherProgramWithAnIndexColumn() throws IOException {
        XdfStream face = described("out.csv",
                ",frame_idx,frame_time_in_ms,pitch,au_1,au_12,au_1_intensity,facial_expression\n" + rows(
                        k -> format("%d,%d,%.3f,1.0,%d,%d,%.4f,Happiness", k, k, k * 1000 / 30.0, k / 30 % 2, 0, value(k))))
                .get(0);
        assertThat(face.rate()).isEqualTo(30);
        assertThat(face.header()).contains("AU01_c", "AU12_c", "AU01_r").doesNotContain("pitch", "facial_expression",
                "frame_idx");
        assertThat(face.values().floats()[2]).isEqualTo((float) value(0));
    }

    @Test
    void oneTableOfAllSensorsIsAStreamForEach() throws IOException {
        List<XdfStream> streams = described("all.csv",
                "#METADATA,x\n#INFO,y\n#DATA,\nRow,Timestamp,EventSource,SlideEvent,ET_GazeLeftx,"
                        + "ET_PupilLeft,GSR Conductance CAL (Shimmer3 GSR)\n"
                        + rows(k -> k % 2 == 0 ? format("%d,%.3f,1,,%d,%s,", k, k * 1000 / 120.0, k, k % 20 == 0 ? "-1" : "3.5")
                                : format("%d,%.3f,2,,,,%.4f", k, k * 1000 / 120.0, value(k))));
        assertThat(streams).extracting(XdfStream::type).containsExactly("Gaze", "EDA");
        assertThat(streams.get(1).times()).hasSize(ROWS / 2);
        assertThat(streams.get(1).rate()).isEqualTo(60);
        assertThat(streams.get(1).values().floats()[3]).isEqualTo((float) value(7));
        assertThat(streams.get(0).values().floats()[1]).as("a pupil of -1").isNaN();
    }

    @Test
    void aTableOfNoKnownProgram() throws IOException {
        String text = "Zeit;Proband;Bild;EDA [\u00b5S];Puls [1/min];konstant\n"
                + rows(k -> format("%02d.%d;P07;%d;%.4f;%d;5", k / 10, k % 10, k, value(k), 60 + k % 7)).replace("Zeit", "time");
        Path table = Files.write(folder.resolve("w.csv"),
                text.replace("Zeit", "time").replace('.', ',').getBytes(Charset.forName("windows-1252")));
        TableDescriber describer = new TableDescriber(OptionalDouble.empty(), Optional.empty());
        describer.add(table);
        assertThat(describer.told()).anyMatch(line -> line.contains("left out: Proband, which holds texts (\"P07\")"))
                .anyMatch(line -> line.contains("left out: Bild, which counts"));
        JsonText.write(folder.resolve("streams.json"), describer.description());
        XdfStream eda = ForeignFiles.read(folder).streams().get(0);
        assertIsSignal(eda, "EDA", 10, "<unit>uS</unit>");
    }

    @Test
    void rowsThatAreEmptyAtFirstAreRows() throws IOException {
        XdfStream gaze = described("g.tsv", "time [us]\tgaze x\tpupil left\n"
                + rows(k -> k < 24 ? k * 8333 + "\t\t" : format("%d\t%.4f\t3.1", k * 8333, value(k)))).get(0);
        assertThat(gaze.times()).hasSize(ROWS).startsWith(0);
        assertThat(gaze.values().floats()[0]).isNaN();
    }

    @Test
    void framesNeedARate() throws IOException {
        String text = "frame,smile\n" + rows(k -> k + "," + value(k));
        assertThatThrownBy(() -> described("f.csv", text)).hasMessageContaining("counts frames; say how many samples per second");
        XdfStream face = described("f.csv", text.getBytes(StandardCharsets.UTF_8), OptionalDouble.of(25)).get(0);
        assertIsSignal(face, "Face", 25, "<label>smile</label>");
    }

    @Test
    void whatIsNoTableIsToldInOneLine() {
        for (String text : List.of("", "\n\n", "a,b\n", "once upon a time\nthere was a text\nwithout a table\n",
                "x\u0000y\n1,2\n")) {
            assertThatThrownBy(() -> described("t.csv", text)).isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(e.getMessage()).contains("t.csv").doesNotContain("\n"));
        }
    }
}
