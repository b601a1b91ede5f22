package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write instead of JSON, and what they read then. */
class JsonSlipTest {
    private static String told(String text) {
        FileFault fault = catchThrowableOfType(() -> JsonEntry.parse("p.json", text), FileFault.class);
        assertThat(fault).as(text).isNotNull();
        return fault.getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "\"rate\": 25 Hz, \"delay\": 0.5|\"rate\" is 25 Hz, a number followed by something else; write 25, without a unit",
            "\"rate\": 25Hz|\"rate\" is 25Hz, a number followed by something else; write 25, without a unit",
            "\"maxGap\": 250 ms|write 250, without a unit", "\"delay\": 0,5|\"delay\" is 0,5, with a decimal comma; write 0.5",
            "\"delay\": 0,5, \"rate\": 25|write 0.5",
            "\"query\": type='Gaze', \"rate\": 1|\"query\" is type='Gaze', text, which must be in double quotes: \"type='Gaze'\"",
            "\"query\": type='Gaze' and name='a'|in double quotes: \"type='Gaze' and name='a'\"",
            "\"role\": receiver|\"role\" is receiver, text, which must be in double quotes: \"receiver\"",
            "\"role\": 'receiver'|in double quotes: \"receiver\"", "\"pin\": True|\"pin\" is True; write true, in small letters",
            "rate: 25|rate is a name and must be in double quotes: \"rate\"",
            "\"role\": \"receiver\", 'stream': \"x\"|stream is a name and must be in double quotes"})
    void saysWhatIsWrongInTheUsersWords(String members, String words) {
        assertThat(told("{ // a pipeline\n  \"node\": {\n    " + members + " }\n}\n")).contains("line 3", words);
    }

    @Test
    void otherFaultsAreToldByTheParser() {
        assertThat(told("{ \"a\": 1 \"b\": 2 }")).contains("line 1", "is not valid JSON");
        assertThat(told("{ \"query\": \"a, b: c\" ")).contains("is not valid JSON");
        assertThat(told("{ \"a\": [1, }")).contains("is not valid JSON");
        assertThatCode(() -> JsonEntry.parse("p", "{ \"a\": \"25 Hz, 0,5 and b: c\", \"d\": -2.5e-3 }"))
                .doesNotThrowAnyException();
    }
}
