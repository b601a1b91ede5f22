package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of the native library to the same queries about the same stream. */
class QueryMatcherTest {
    private static final StreamInfo STREAM = stream();

    private static StreamInfo stream() {
        StreamInfo.Builder builder = StreamInfo.builder("My Name", "EEG").nominalRate(500).sourceId("src1").uid("u");
        for (int i = 0; i < 7; i++) {
            builder.channel("E" + i, "uV", "EEG");
        }
        return builder.channel("Eye", "uV", "EOG").build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name='My Name'", "name=\"My Name\"", "channel_count='8'", "channel_count=8", "channel_count>5",
        "nominal_srate=500", "nominal_srate='500.0000000000000'", "version=1.1", "starts-with(name,'My')", "contains(name,'Na')",
        "not(name='x')", "count(desc/channels/channel[type='EEG'])>3", "desc/channels/channel/type='EOG'", "//channel",
        "/info/name='My Name'", "name", "uid", "v4address", "true()", "1", "'abc'", "name()='info'", "*[1]='My Name'", "..",
        "self::info", "translate(name,'MN','mn')='my name'", "string-length(source_id)=4", "",
        "name='My Name' and type='EEG'", " ( name = 'My Name' and ( type='EEG' ) ) ", "name='x' or type='EEG'",
        "name='My Name' and name='My Name'"})
    void holds(String query) {
        assertThat(STREAM.matches(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name='my name'", "nominal_srate='500'", "version='1.1'", "ends-with(name,'e')", "matches(name,'My')",
        "lower-case(name)='my name'", "info/name='My Name'", "nosuch", "''", "0", "in'va'lid", "local-name(..)",
        "name='My Name' and type='ECG'", "name='My Name' and", "(name='My Name'", "name='My Name')", " ", "nosuch='x'",
        "name='My Name' type='EEG'", "name='My Name' and name='x'"})
    void doesNotHold(String query) {
        assertThat(STREAM.matches(query)).isFalse();
    }

    @Test
    void usualQueriesNeedNoXPath() {
        QueryMatcher matcher = new QueryMatcher(STREAM, 10);
        assertThat(matcher.quickly("session_id='' and name='My Name'")).contains(true);
        assertThat(matcher.quickly("channel_count>5")).isEmpty();
        assertThat(matcher.matches("channel_count>5")).isTrue();
        assertThat(matcher.quickly("channel_count>5")).contains(true);
    }

    @Test
    void expensiveAndEndlessQueriesAreRefused() {
        String nested = "count(//*[count(//*[count(//*[count(//*)>0])>0])>0])>0";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(STREAM.matches(nested)).isFalse());
        assertThat(STREAM.matches("name='My Name'" + " or 1".repeat(1000))).isFalse();
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(STREAM.matches("(".repeat(2000))).isFalse());
    }

    @Test
    void writesValuesWithQuotes() {
        String odd = "it's 6\" long";
        StreamInfo stream = StreamInfo.builder(odd, "").build();
        assertThat(stream.matches(QueryText.equal("name", odd))).isTrue();
        assertThat(stream.matches(QueryText.equal("name", "it's"))).isFalse();
        assertThat(QueryText.inSession("S", "name='a' or name='b'")).isEqualTo("session_id='S' and (name='a' or name='b')");
        assertThat(QueryText.inSession("S", "")).isEqualTo("session_id='S'");
    }
}
