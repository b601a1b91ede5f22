package org.rapport.recording.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.recording.tables.TableRows;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

class RecordingFilesTest {
    private static final String DATA = "rapport.testdata";

    @TempDir
    private Path folder;

    private static Path data(String name) {
        return Path.of(System.getProperty(DATA)).toAbsolutePath().resolve(name);
    }

    @Test
    @EnabledIfSystemProperty(named = DATA, matches = ".+")
    void readsAnEmpaticaExport() throws IOException {
        XdfFile file = RecordingFiles.read(data("empatica"));
        assertThat(file.streams()).extracting(XdfStream::name, XdfStream::type, XdfStream::rate).containsExactly(
                tuple("Empatica BVP", "PPG", 64.0), tuple("Empatica EDA", "EDA", 4.0), tuple("Empatica TEMP", "Temperature", 4.0),
                tuple("Empatica HR", "HR", 1.0));
        assertThat(file.streams().get(1).values().floats()).startsWith(0, 0.020499f, 0.048685f);
        assertThat(file.streams().get(3).times()[0]).as("the heart rate starts ten seconds later").isEqualTo(10);
    }

    @Test
    @EnabledIfSystemProperty(named = DATA, matches = ".+")
    void readsBioSppyTexts() throws IOException {
        XdfStream ecg = RecordingFiles.read(data("biosppy/ecg.txt")).streams().get(0);
        assertThat(ecg.type()).isEqualTo("ECG");
        assertThat(ecg.rate()).isEqualTo(1000);
        assertThat(ecg.samples()).isEqualTo(15_000);
        assertThat(ecg.values().floats()).startsWith(2044, 2044);
        assertThat(ecg.header()).contains("<unit>count</unit>");
    }

    @Test
    @EnabledIfSystemProperty(named = DATA, matches = ".+")
    void readsOpenFaceTables() throws IOException {
        XdfStream face = RecordingFiles.read(data("openface/OpenFace_Test.csv")).streams().get(0);
        assertThat(face.samples()).isEqualTo(100);
        assertThat(face.rate()).as("its pictures are a millisecond apart, says the file").isEqualTo(1000);
        assertThat(face.header()).contains("<label>confidence</label>", "<label>AU12_r</label>", "<model>OpenFace 2</model>")
                .doesNotContain("<label>x_0</label>");
    }

    @Test
    void readsTablesAsTheirDescriptionSays() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "who;ms;a;b\nx;0;1;\ny;0;7;7\nx;40;3;NA\n");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': 25, 'time': 'ms', 'timeUnit': 'ms', 'separator': ';',"
                + "'model': 'M', 'where': { 'who': 'x' }, 'columns': { 'b': { 'label': 'B', 'unit': 'uS' }, 'a': {} } }");
        XdfStream stream = RecordingFiles.read(folder).streams().get(0);
        assertThat(stream.times()).containsExactly(0, 0.04);
        assertThat(stream.values().floats()).containsExactly(Float.NaN, 1, Float.NaN, 3);
        assertThat(stream.header()).contains("<label>B</label><unit>uS</unit><type>EDA</type>", "<model>M</model>");
    }

    @Test
    void takesAllColumnsAndTheRateWhereNothingElseIsSaid() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n5,6\n");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': 4, 'start': 10 }");
        XdfStream stream = RecordingFiles.read(folder).streams().get(0);
        assertThat(stream.times()).containsExactly(10, 10.25, 10.5);
        assertThat(stream.values().floats()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsOneTableByADescriptionFromElsewhere() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "\uFEFFt,a\n0,1\n\n0.5,2\n");
        XdfStream stream = RecordingFiles.read(table, "{ \"name\": \"s\", \"type\": \"EDA\", \"time\": \"t\" }").streams().get(0);
        assertThat(stream.times()).containsExactly(0, 0.5);
        assertThat(stream.values().floats()).containsExactly(1, 2);
        assertThatThrownBy(() -> RecordingFiles.read(table, "{ \"type\": \"EDA\", \"rate\": 4 }")).isInstanceOf(IOException.class)
                .hasMessageContaining("t.csv: its description: line 1: \"name\" is missing");
    }

    @Test
    void rowsKeepTheirTextsAndTheirLines() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "who; x \n\"a;\nb\";1\n\n c ;NA\n");
        try (TableRows rows = TableRows.open(table, ';')) {
            assertThat(rows.names()).containsExactly("who", "x");
            assertThat(rows.column("x")).isEqualTo(1);
            TableRows.Row first = rows.next().orElseThrow();
            assertThat(first.cells()).containsExactly("a;\nb", "1");
            assertThat(first.number(1)).isEqualTo(1);
            TableRows.Row second = rows.next().orElseThrow();
            assertThat(second.line()).isEqualTo(5);
            assertThat(second.cells()).containsExactly("c", "NA");
            assertThat(second.number(1)).isNaN();
            assertThat(rows.next()).isEmpty();
        }
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldAndNotReadToTheEnd() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n\"1,2\n" + "3,4\n".repeat(100_000));
        try (TableRows rows = TableRows.open(table, ',')) {
            assertThatThrownBy(rows::next).isInstanceOf(IOException.class).hasMessageStartingWith(table + ":").message()
                    .doesNotContain("\n");
        }
        Files.write(table, new byte[]{'a', '\n', (byte) 0xE4, '\n'});
        try (TableRows rows = TableRows.open(table, ',')) {
            assertThatThrownBy(rows::next).hasMessageContaining("is not UTF-8 text");
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("is not UTF-8 text"); // the header may be read in the same gulp
        }
    }

    private void describe(String stream) throws IOException {
        Files.writeString(folder.resolve("streams.json"), ("{ 'streams': [ " + stream + " ] }").replace('\'', '"'));
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        assertRefused(folder, "nothing in this folder says what the tables mean");
        assertRefused(folder.resolve("no.xdf"), "no such file");
        assertRefused(Files.writeString(folder.resolve("t.csv"), "a,b\n1\n"), "not a known kind of recording");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': 4 }");
        assertRefused(folder, "t.csv:2: has 1 values, but the first row names 2 columns");
        describe("{ 'file': 't.csv', 'nome': 's', 'type': 'EDA', 'rate': 4 }");
        assertRefused(folder, "streams.json: line 1: \"streams[0].nome\" is not a known key");
        Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'time': 'c' }");
        assertRefused(folder, "t.csv:1: has no column \"c\"; it has a, b");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA' }");
        assertRefused(folder, "names no column of times");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': -1 }");
        assertRefused(folder, "\"streams[0].rate\" must be 0 or more");
        Files.writeString(folder.resolve("streams.json"), "{ 'streams'");
        assertRefused(folder, "streams.json: line 1: is not valid JSON");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': 4, 'columns': { 'a': 5 } }");
        assertRefused(folder, "\"streams[0].columns.a\" must be an object");
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': '4' }");
        assertRefused(folder, "\"streams[0].rate\" must be a number, not \"4\"");
        describe("{ 'file': '/dev/zero', 'name': 's', 'type': 'EDA', 'rate': 4 }");
        assertRefused(folder, "\"streams[0].file\" is not a regular file");
        describe("{ 'file': 'a\\u0000b', 'name': 's', 'type': 'EDA', 'rate': 4 }");
        assertRefused(folder, "\"streams[0].file\" cannot be a file name");
        Files.writeString(folder.resolve("t.csv"), "a,b\n" + "1".repeat(5_000_000));
        describe("{ 'file': 't.csv', 'name': 's', 'type': 'EDA', 'rate': 4 }");
        assertRefused(folder, "t.csv:2: has a line of more than 4000000 characters");
        Files.writeString(folder.resolve("streams.json"), "{ }");
        assertRefused(folder, "lacks \"streams\"");
        assertRefused(Files.writeString(folder.resolve("b.txt"), "# Simple Text Format\n# Labels:= ECG\n1\n"),
                "b.txt: lacks the comment");
    }

    private static void assertRefused(Path recording, String words) {
        assertThatThrownBy(() -> RecordingFiles.read(recording)).isInstanceOf(IOException.class).hasMessageContaining(words)
                .message().doesNotContain("\n");
    }
}
