package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsl4j.internal.query.RandomQueries;

/** Outlets of the native library and of this one give the same answers to the same queries about the same stream. */
@Tag("interop")
class NativeQueryTest {
    /** Whether {@code true()} is less than a set of elements, which nobody asks, the native library says otherwise than XPath. */
    private static final Pattern ORDER_OF_TRUTHS = Pattern.compile("(true|false)\\(\\)[<>]|[<>]=?(true|false)");

    private interface Queries extends Library {
        Pointer lsl_streaminfo_from_xml(byte[] xml);

        int lsl_stream_info_matches_query(Pointer info, byte[] query);

        void lsl_destroy_streaminfo(Pointer info);
    }

    @BeforeEach
    void skipWithoutIt() {
        assumeTrue(NativeSetup.isThere(), "skipped: set rapport.python to a Python that has pylsl");
    }

    private static StreamInfo stream() {
        StreamInfo.Builder builder = StreamInfo.builder("My Name", "EEG").nominalRate(500).sourceId("src1").uid("u").createdAt(1);
        for (int i = 0; i < 7; i++) {
            builder.channel("E" + i, "uV", "EEG");
        }
        StreamInfo info = builder.channel("Eye", "uV", "EOG").build();
        return info.toBuilder().desc(info.desc().with("role", "emitter").with("dyad", "d3")).build();
    }

    @Test
    void sameAnswers() {
        Queries library = Native.load(NativeSetup.CONFIG.nativeLibrary(), Queries.class);
        StreamInfo stream = stream();
        Pointer theirs = library.lsl_streaminfo_from_xml(bytes(stream.toXml()));
        Random random = new Random(3);
        for (String query : List.of("desc/role='emitter'", "desc/role='receiver'", "desc/dyad='d3' and (type='EEG' or type='x')",
                "not(desc/role)", "starts-with(desc/dyad,'d')", "count(desc/channels/channel)=8", "desc/role!='emitter'",
                "contains(desc,'emitter')", "//role='emitter'", "desc[role='emitter']/dyad='d3'", "channel_count>=8")) {
            check(library, theirs, stream, query);
        }
        for (int i = 0; i < 5000; i++) {
            String query = RandomQueries.expression(random, 3);
            if (!ORDER_OF_TRUTHS.matcher(query).find()) {
                check(library, theirs, stream, query);
            }
        }
        library.lsl_destroy_streaminfo(theirs);
    }

    private static void check(Queries library, Pointer theirs, StreamInfo stream, String query) {
        boolean expected = library.lsl_stream_info_matches_query(theirs, bytes(query)) != 0;
        assertThat(stream.matches(query)).as(query).isEqualTo(expected);
    }

    private static byte[] bytes(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
