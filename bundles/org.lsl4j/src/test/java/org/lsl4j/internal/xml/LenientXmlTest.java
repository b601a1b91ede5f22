package org.lsl4j.internal.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.ChannelInfo;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;

/** Descriptions that the native library takes and sends though they are no XML. */
class LenientXmlTest {
    private static final String CHANNELS = "<channels><channel><label>gaze_x</label><unit>px</unit></channel>"
            + "<channel><label>gaze_y</label></channel></channels>";

    private static String info(String more) {
        return "<?xml version=\"1.0\"?>\n<info><name>eye</name><type>Gaze</type><channel_count>2</channel_count>"
                + "<channel_format>float32</channel_format><source_id>e1</source_id><desc>" + more + CHANNELS
                + "</desc></info>\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"<acquisition><serial number>1042</serial number></acquisition>", "<cap><10-20>yes</10-20></cap>",
            "<rate(Hz)>60</rate(Hz)>", "<X/Y>60</X/Y>", "<bids:task>rest</bids:task>", "<a=b>1</a=b>", "<note>R&D</note>",
            "<note>a < b</note>", "<unclosed>", "</neveropened>", "<empty thing/>", "<note>&nosuch; &#x41;</note>", "<&>1</&>",
            "<note a=\"1\" b='2'>x</note>", "<x y=1>z</x y=1>"})
    void channelsAreReadWhateverStandsBesideThem(String odd) {
        StreamInfo info = StreamInfo.parse(info(odd));
        assertThat(info.channels()).extracting(ChannelInfo::label).containsExactly("gaze_x", "gaze_y");
        assertThat(info.sourceId()).isEqualTo("e1");
    }

    @Test
    void namesAndTextsAreKept() {
        Element desc = StreamInfo.parse(info("<acquisition><serial number>1042 &amp; &#66;</serial number></acquisition>"))
                .desc();
        assertThat(desc.child("acquisition").orElseThrow().text("serial number")).isEqualTo("1042 & B");
    }

    @Test
    void whatIsWrittenAgainIsXmlAndHoldsTheTextAsItWasSent() {
        String sent = info("<acquisition><serial number>1042</serial number><10-20/></acquisition>");
        StreamInfo info = StreamInfo.parse(sent);
        assertThat(info.asSent()).isEqualTo(sent);
        Element written = XmlText.read(info.toXml());
        assertThat(written.child("desc").orElseThrow().child("acquisition").orElseThrow().text("serial_number"))
                .isEqualTo("1042");
        assertThat(written.child("desc").orElseThrow().child("acquisition").orElseThrow().child("_10-20")).isPresent();
        StreamInfo again = StreamInfo.parse(info.toXml());
        assertThat(again.asSent()).isEqualTo(sent);
        assertThat(again.channels()).isEqualTo(info.channels());
    }

    @Test
    void soundXmlIsReadAsXml() {
        StreamInfo info = StreamInfo.parse(info("<note>R&amp;D</note>"));
        assertThat(info.asSent()).isEmpty();
        assertThat(info.desc().text("note")).isEqualTo("R&D");
    }

    @Test
    void namesDoNotBreakLinesOrTurnTheText() {
        StreamInfo info = StreamInfo.parse(info("").replace(">eye<", ">e&#10;y\u202ee\u009b1m<"));
        assertThat(info.name()).isEqualTo("e\ufffdy\ufffde\ufffd1m");
    }

    @Test
    void boundsHoldHereToo() {
        assertThatThrownBy(() -> StreamInfo.parse(info("<a b>".repeat(100)))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> StreamInfo.parse("<!DOCTYPE x><info>")).hasMessageContaining("document type");
        assertThatThrownBy(() -> StreamInfo.parse("no element at all")).hasMessageContaining("no element");
        assertThatThrownBy(() -> StreamInfo.parse("")).isInstanceOf(IllegalArgumentException.class);
    }
}
