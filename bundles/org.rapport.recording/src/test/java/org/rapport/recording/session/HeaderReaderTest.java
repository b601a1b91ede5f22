package org.rapport.recording.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/** Headers as version 0.1.0 wrote them before streams had a typed origin. */
class HeaderReaderTest {
    private static final Channel EDA = new Channel(Role.RECEIVER, "EDA", "EDA", "uS", "", Channel.Scale.CONTINUOUS);
    private static final Channel FACE = new Channel(Role.EMITTER, "Face", "AU12_r", "", "OpenFace 2", Channel.Scale.CONTINUOUS);

    private static String header(String name) throws IOException {
        try (InputStream file = HeaderReaderTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aDevicesStreamOfAnOldRecordingIsRead() throws IOException {
        StreamDescription wrist = HeaderReader.description(header("device-header.xml")).orElseThrow();
        assertThat(wrist).isEqualTo(new StreamDescription(StreamId.of("receiver-body", "Shimmer", "s-7"), 64, List.of(EDA),
                new Origin.Device("GSR", "arrival", "shimmer")));
    }

    @Test
    void aNodesStreamOfAnOldRecordingIsRead() throws IOException {
        StreamDescription rows = HeaderReader.description(header("rows-header.xml")).orElseThrow();
        assertThat(rows).isEqualTo(new StreamDescription("features", 25, List.of(EDA, FACE), Origin.derived("rapport.resampler",
                Map.of("rate", "25.0", "delay", "0.5", "maxGap", "0.25", "filter", "least squares to kaiser-sinc 80 dB"))));
    }

    @Test
    void whatIsWrittenTodayIsWhatWasWrittenThen() throws IOException {
        String then = header("rows-header.xml");
        assertThat(HeaderXml.of(HeaderReader.description(then).orElseThrow(), "lab-2", 101)).isEqualTo(then);
        String device = header("device-header.xml");
        assertThat(HeaderXml.of(HeaderReader.description(device).orElseThrow(), "lab-2", 100.5))
                .as("but for the source node, which is in <node>")
                .isEqualTo(device.replace("<source>receiver-body</source>", ""));
    }
}
