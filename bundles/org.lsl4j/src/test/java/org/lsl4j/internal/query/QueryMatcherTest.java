package org.lsl4j.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamPredicate;
import org.lsl4j.internal.xml.InfoXml;

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
            "nominal_srate=500", "nominal_srate='500.0000000000000'", "version=1.1", "starts-with(name,'My')",
            "contains(name,'Na')", "not(name='x')", "count(desc/channels/channel[type='EEG'])>3",
            "desc/channels/channel/type='EOG'", "//channel", "/info/name='My Name'", "name", "uid", "v4address", "true()", "1",
            "'abc'", "name()='info'", "*[1]='My Name'", "..", "self::info", "translate(name,'MN','mn')='my name'",
            "string-length(source_id)=4", "", "name='My Name' and type='EEG'", " ( name = 'My Name' and ( type='EEG' ) ) ",
            "name='x' or type='EEG'", "name='My Name' and name='My Name'"})
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

    @ParameterizedTest
    @ValueSource(strings = {"session_id='' and name='My Name'", "channel_count>5", "desc/channels/channel/type='EOG'",
            "(name='x' or starts-with(type,'EE')) and not(contains(source_id,'2'))", "count(desc/channels/channel[type='EEG'])>3",
            "//channel[label='Eye']", "/info/name='My Name'", "desc/channels/channel[8]/label='Eye'", "desc//label='E0'",
            "string-length(name)=7", "2<3", "true()=1", "desc/channels/channel/label!='E0'", "*='My Name'"})
    void usualQueriesAreAnsweredAtOnce(String query) {
        assertThat(matcher(STREAM, 10).quickly(Query.parse(query))).contains(true);
    }

    @Test
    void unusualOnesAreRemembered() {
        QueryMatcher matcher = matcher(STREAM, 10);
        Query query = Query.parse("translate(name,'MN','mn')='my name'");
        assertThat(matcher.quickly(query)).isEmpty();
        assertThat(matcher.thoroughly(query)).contains(true);
        assertThat(matcher.quickly(query)).contains(true);
    }

    /** Random queries of the usual kind, held against the JDK's XPath. */
    @Test
    void theUsualKindMeansWhatXPathMeans() {
        Random random = new Random(7);
        GeneralXPath general = new GeneralXPath(InfoXml.toElement(STREAM, STREAM.desc()));
        QueryMatcher matcher = matcher(STREAM, 1);
        int usual = 0;
        for (int i = 0; i < 3000; i++) {
            String text = RandomQueries.expression(random, 3);
            Query query = Query.parse(text);
            Optional<Boolean> expected = general.holds(text);
            if (query.usual().isPresent() && expected.isPresent()) {
                assertThat(matcher.thoroughly(query)).as(text).isEqualTo(expected);
                usual++;
            }
        }
        assertThat(usual).isGreaterThan(1000);
    }

    /** Whatever can be told without the description is true of every description. */
    @Test
    void whatIsToldWithoutTheDescriptionHoldsWithAny() {
        Random random = new Random(11);
        Element unknown = Element.of("desc");
        Element found = InfoXml.toElement(STREAM, unknown);
        List<StreamInfo> described = List.of(STREAM, STREAM.toBuilder().desc(Element.of("desc")).build(),
                STREAM.toBuilder().desc(Element.of("desc").with("type", "EEG").with("label", "E1")).build());
        int told = 0;
        int open = 0;
        for (int i = 0; i < 3000; i++) {
            String text = RandomQueries.expression(random, 3);
            Query query = Query.parse(text);
            Optional<Boolean> answer = QueryMatcher.undescribed(found, unknown, query);
            if (query.usual().isPresent() && answer.isPresent()) {
                told++;
                for (StreamInfo one : described) {
                    assertThat(matcher(one, 1).thoroughly(query)).as(text).isEqualTo(answer);
                }
            } else {
                open++;
            }
        }
        assertThat(told).isGreaterThan(1000);
        assertThat(open).isGreaterThan(500);
    }

    @Test
    void oneHalfOfAQueryMayDecideWhereTheOtherCannotBeTold() {
        assertThat(undescribed("desc/role='emitter' and type='ECG'")).contains(false);
        assertThat(undescribed("type='ECG' and desc/role='emitter'")).contains(false);
        assertThat(undescribed("desc/role='emitter' or type='EEG'")).contains(true);
        assertThat(undescribed("type='EEG' and desc/role='emitter'")).isEmpty();
        assertThat(undescribed("not(desc/role='emitter')")).isEmpty();
        assertThat(undescribed("//role")).isEmpty();
        assertThat(undescribed("*='receiver'")).isEmpty();
        assertThat(undescribed("desc")).contains(true);
        assertThat(undescribed("translate(name,'MN','mn')='my name'")).as("is left to the JDK's XPath").isEmpty();
        assertThat(undescribed("")).contains(true);
    }

    private static Optional<Boolean> undescribed(String query) {
        return StreamPredicate.of(query).holdsUndescribed(STREAM);
    }

    @Test
    void costlyQueriesAreDroppedAndNotAnsweredWrongly() {
        StreamInfo.Builder wide = StreamInfo.builder("wide", "EEG");
        for (int i = 0; i < 2000; i++) {
            wide.channel("E" + i, "uV", "EEG");
        }
        QueryMatcher matcher = matcher(wide.build(), 10);
        for (String costly : List.of("count(//*[count(//*[count(//*)>0])>0])>0", "//*//*//*//*//*='x'", "count(//*[//*=//*])>=0",
                "count(//*[translate(count(//*),'1','2')>0])>0", "desc/channels/channel[../channel[../channel[label='x']]]")) {
            Query query = Query.parse(costly);
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(matcher.thoroughly(query)).as(costly).isEmpty());
            assertThat(matcher.quickly(query)).as("not tried again at once").isEmpty();
        }
        assertThat(matcher.quickly(Query.parse("count(desc/channels/channel[type='EEG'])=2000"))).contains(true);
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

    private static QueryMatcher matcher(StreamInfo stream, int cachedAnswers) {
        return new QueryMatcher(InfoXml.toElement(stream, stream.desc()), cachedAnswers);
    }
}
