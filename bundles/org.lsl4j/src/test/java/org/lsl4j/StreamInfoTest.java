package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.internal.xml.XmlText;

class StreamInfoTest {

    @Test
    void survivesXml() {
        StreamInfo info = StreamInfo.builder("a & b <c>", "EEG").nominalRate(512.5).format(ChannelFormat.INT16).sourceId("s'\"1")
                .uid("abc").sessionId("x").hostname("höst").createdAt(12.5).v4(new Endpoint("10.0.0.1", 16572, 16573))
                .channel("Fp1", "microvolts", "EEG").channel("Fp2", "microvolts", "EEG").build();
        StreamInfo read = StreamInfo.parse(info.toXml());
        assertThat(read).isEqualTo(info);
        assertThat(read.channels()).extracting(ChannelInfo::label).containsExactly("Fp1", "Fp2");
        assertThat(read.channelCount()).isEqualTo(2);
        assertThat(StreamInfo.parse(info.toShortXml()).channels()).isEmpty();
    }

    @Test
    void hasTheFormThatNativeReadersNeed() {
        String xml = StreamInfo.builder("n", "").build().toXml();
        assertThat(xml).startsWith("<?xml version=\"1.0\"")
                .contains("\n<info>\n\t<name>n</name>\n\t<type></type>\n", "<channel_count>1</channel_count>",
                        "<channel_format>float32</channel_format>", "<nominal_srate>0.000000000000000</nominal_srate>",
                        "<version>1.100000000000000</version>", "<v4address></v4address>", "<v4data_port>0</v4data_port>",
                        "<v4service_port>0</v4service_port>", "<v6data_port>0</v6data_port>",
                        "<v6service_port>0</v6service_port>")
                .endsWith("</info>\n");
    }

    @Test
    void readsTheHeaderOfAnXdfStream() {
        StreamInfo info = StreamInfo.parse("<?xml version='1.0'?><info><name>SendDataC</name><type>EEG</type>"
                + "<channel_count>3</channel_count><nominal_srate>10</nominal_srate><channel_format>double64</channel_format>"
                + "<created_at>50942.723319709003</created_at><extra><deep/></extra><desc><channels>"
                + "<channel><name>C3</name><unit>uV</unit></channel><channel><label>C4</label><type>EEG</type></channel>"
                + "</channels></desc></info>");
        assertThat(info.nominalRate()).isEqualTo(10);
        assertThat(info.channels()).containsExactly(new ChannelInfo("C3", "uV", ""), new ChannelInfo("C4", "", "EEG"));
        assertThat(info.uid()).isEmpty();
    }

    @Test
    void toleratesWhatPeersSendAgainstTheRules() {
        StreamInfo info = StreamInfo.parse("<info><name>a&#01;&#x1F;b\u0007</name><channel_format>int8</channel_format>"
                + "<type> \n </type><desc><a:b c='d'>x</a:b></desc></info>");
        assertThat(info.name()).isEqualTo("ab");
        assertThat(info.type()).isEmpty();
        assertThat(info.desc().text("a:b")).isEqualTo("x");
        byte[] latin = "Käse".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(XmlText.decode(ByteBuffer.wrap(latin))).isEqualTo("Käse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no xml", "<info>", "<other/>", "<info><name>x</name></info>",
            "<info><name></name><channel_format>int8</channel_format></info>",
            "<info><name>x</name><channel_format>undefined</channel_format></info>",
            "<info><name>x</name><channel_format>int8</channel_format><channel_count>many</channel_count></info>",
            "<info><name>x</name><channel_format>int8</channel_format><channel_count>-1</channel_count></info>",
            "<info><name>x</name><channel_format>int8</channel_format><channel_count>2000000000</channel_count></info>",
            "<info><name>x</name><channel_format>int8</channel_format><nominal_srate>NaN</nominal_srate></info>",
            "<info><name>x</name><channel_format>int8</channel_format><v4data_port>70000</v4data_port></info>",
            "<!DOCTYPE info [<!ENTITY e 'x'>]><info><name>&e;</name><channel_format>int8</channel_format></info>",
            "<!DOCTYPE i [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                    + "<info><name>&e;</name><channel_format>int8</channel_format></info>"})
    void refusesWhatDescribesNoStream(String xml) {
        assertThatThrownBy(() -> StreamInfo.parse(xml)).isInstanceOf(IllegalArgumentException.class).message()
                .doesNotContain("\n");
    }

    @Test
    void refusesDepthAndLength() {
        String deep = "<info>" + "<a>".repeat(100) + "</a>".repeat(100) + "</info>";
        assertThatThrownBy(() -> StreamInfo.parse(deep)).hasMessageContaining("nested deeper");
        String longName = "<info><name>" + "x".repeat(5000) + "</name><channel_format>int8</channel_format></info>";
        assertThatThrownBy(() -> StreamInfo.parse(longName)).hasMessageContaining("<name> is longer");
    }

    @Test
    void namesOfElementsAreChecked() {
        assertThatThrownBy(() -> Element.of("my channel", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Element.of("1st", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
