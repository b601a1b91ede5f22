package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.xdf.XdfStream;

/** What a description may say of a table, and what is told of tables that do not fit it. */
class DescribedTableTest {
    private static final String COUNTED = "'name': 's', 'type': 'EDA', 'rate': 4";

    @TempDir
    private Path folder;

    private XdfStream read(String table, String description) throws IOException {
        return read(table.getBytes(StandardCharsets.UTF_8), description);
    }

    private XdfStream read(byte[] table, String description) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), table);
        return ForeignFiles.read(file,
                "{" + (description + (description.contains("'name'") ? "" : (description.isEmpty() ? "" : ", ") + COUNTED))
                        .replace('\'', '"') + "}")
                .streams().get(0);
    }

    private void assertRefused(String table, String description, String... parts) {
        assertThatThrownBy(() -> read(table, description)).isInstanceOf(FileFault.class).hasMessageContainingAll(parts).message()
                .doesNotContain("\n");
    }

    @Test
    void numbersMayHaveADecimalCommaAndPointsBetweenThousands() throws IOException {
        assertThat(read("a;b\n1,5;0.5\n-1.234,25;2\n,5;1e3\n", "'separator': ';', 'decimal': ','").values().floats())
                .containsExactly(1.5f, 0.5f, -1234.25f, 2, 0.5f, 1000);
    }

    @Test
    void decimalCommasThatWereNotToldAreAFaultThatNamesTheColumns() {
        assertRefused("AU12;n;AU06\n1,5;1;2\n1,25;2;0,5\n", "'separator': ';'", "t.csv: the columns AU12 (\"1,5\"), AU06 "
                + "(\"0,5\") have numbers with a decimal comma; say \"decimal\": \",\"");
    }

    @Test
    void textsAreLeftOutByNameOrRefused() throws IOException {
        String table = "who,v,word\np1,1,x\np1,2,\n";
        assertRefused(table, "", "the columns who (\"p1\"), word (\"x\") hold texts", "\"leaveOut\": [\"who\", \"word\"]");
        assertRefused(table, "'columns': { 'word': {} }", "the column word (\"x\") holds texts");
        assertThat(read(table, "'leaveOut': ['who', 'word']").values().floats()).containsExactly(1, 2);
        assertThatThrownBy(() -> read(table, "'leaveOut': ['whom']")).hasMessageContaining("has no column \"whom\"");
        XdfStream reports = read(table, "'name': 'dial', 'type': 'Label', 'rate': 1");
        assertThat(reports.channelCount()).as("of reports one column is read, by name").isEqualTo(1);
    }

    @Test
    void linesBeforeTheNamesUnitsAndCommentsArePassedOver() throws IOException {
        String description = "'skip': 2, 'unitRows': 1, 'comment': '#', 'separator': ';'";
        XdfStream stream = read("made by us\nat \"noon\na;b\nmV;uS\n# begin\n1;2\n#1;1\n3;4\n", description);
        assertThat(stream.values().floats()).containsExactly(1, 2, 3, 4);
        assertRefused("x\r\ny\r\na;b\r\nmV;uS\r\n1;2\r\n3\r\n", description, "t.csv:6: has 1 values");
        assertRefused("x\n", "'skip': 3", "t.csv: has no row after the first 3 lines");
        assertRefused("x\n", "'skip': -1", "\"skip\" must be from 0 to 10000 lines");
    }

    @Test
    void theLineThatSpreadsheetsReadTellsTheSeparator() throws IOException {
        assertThat(read("sep=;\na;b\n1;2\n", "'leaveOut': []").values().floats()).containsExactly(1, 2);
        assertThat(read("\uFEFF\"sep=\t\"\r\na\tb\t\r\n1\t2\t\r\n", "'skip': 1").values().floats()).containsExactly(1, 2);
        assertThat(read("a;b;\n1;2;\n3;4\n", "'separator': ';'").values().floats()).as("the last column is none")
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void columnsWithoutNamesAreCalledByTheirPlace() throws IOException {
        assertThat(read(",v\n0,5\n1,6\n", "'leaveOut': []").values().floats()).as("an index").containsExactly(5, 6);
        assertThat(read(",v\n0,5\n1,6\n", "'columns': { '#1': {} }").values().floats()).containsExactly(0, 1);
        assertThat(read("5,6\n7,8\n", "'names': ['a', ''], 'columns': { 'a': {}, '#2': {} }").values().floats())
                .containsExactly(5, 6, 7, 8);
        assertThat(read("v,v\n5,6\n", "'columns': { 'v #2': {} }").values().floats()).as("two of one name").containsExactly(6);
    }

    @Test
    void columnsHaveFactorOffsetMissingValuesAndValidity() throws IOException {
        XdfStream stream = read("p,q,ok,sure\n3000,-1,Valid,0.9\n-1,2,Invalid,0.9\n3500,3,Valid,0.2\n",
                "'missing': [-1], 'columns': {"
                        + "'p': { 'label': 'left_pupil', 'unit': 'mm', 'factor': 0.001, 'offset': 1, 'valid': { 'ok': 'Valid' } "
                        + "}," + "'q': { 'missing': [2, 'x'], 'valid': { 'sure': { 'from': 0.5 } } } }");
        assertThat(stream.values().floats()).containsExactly(4, -1, Float.NaN, Float.NaN, 4.5f, Float.NaN);
        assertThat(stream.header()).contains("<label>left_pupil</label><unit>mm</unit>");
        assertRefused("p,q\n1,2\n", "'valid': { 'r': 1 }", "has no column \"r\"");
        assertRefused("p,q\n1,2\n", "'valid': { 'p': [[1]] }", "must be a text or a number");
    }

    @Test
    void validityMayStandForAllColumnsAndIsNoChannel() throws IOException {
        XdfStream stream = read("v,worn\n1,1\n2,0\n", "'valid': { 'worn': 1 }");
        assertThat(stream.channelCount()).isEqualTo(1);
        assertThat(stream.values().floats()).containsExactly(1, Float.NaN);
    }

    @Test
    void rowsOfOtherSensorsAreNotSamples() throws IOException {
        XdfStream stream = read("t,a,b\n0,1,\n1,,7\n2,2,\n",
                "'name': 's', 'type': 'EDA', 'time': 't', 'sparse': true, 'columns': { 'a': {} }");
        assertThat(stream.times()).containsExactly(0, 2);
    }

    @Test
    void otherEncodingsAreReadByTheirMarkOrByName() throws IOException {
        for (Charset charset : new Charset[]{StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThat(read("\uFEFFgr\u00f6\u00dfe\n5\n".getBytes(charset), "'columns': { 'gr\u00f6\u00dfe': {} }").values()
                    .floats()).containsExactly(5);
        }
        assertThat(read("gr\u00f6\u00dfe\n5\n".getBytes(StandardCharsets.ISO_8859_1), "'encoding': 'windows-1252'").header())
                .contains("gr\u00f6\u00dfe");
    }

    @Test
    void aUnitOfTimeThatMakesNonsenseOfTheRateIsAFault() throws IOException {
        String ms = "t,v\n" + IntStream.range(0, 100).mapToObj(k -> 5 * k + "," + k % 7).collect(Collectors.joining("\n"));
        String described = "'name': 's', 'type': 'EDA', 'time': 't', 'rate': 200";
        assertRefused(ms, described,
                "\"rate\" says 200 samples a second, but by the times of t.csv there are 0.2; is \"timeUnit\" (s)");
        assertRefused(ms, described + ", 'timeUnit': 'us'", "there are 200000;");
        assertRefused("t,v\n" + "5,1\n".repeat(20), described, "all at one time");
        assertThat(read(ms, described + ", 'timeUnit': 'ms'").times()[99]).isEqualTo(0.495);
        assertThat(read(ms.replace("\n250,", "\n90000,"), described + ", 'timeUnit': 'ms'").times()).as("a gap is none")
                .hasSize(100);
    }

    @Test
    void aTimeThatIsNoneIsToldWithItsLine() {
        assertRefused("t,v\n0,1\n10:00,2\n", "'name': 's', 'type': 'EDA', 'time': 't', 'timeUnit': 'ms'",
                "t.csv:3: \"10:00\" in column t is not a number of ms; \"timeUnit\" says what stands there");
    }
}
