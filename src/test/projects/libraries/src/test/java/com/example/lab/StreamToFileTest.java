package com.example.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfWriter;

/** From a device to a file, with the two libraries and nothing else. */
class StreamToFileTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void samplesOfAStreamAreReadFromTheFile() throws Exception {
        LslConfig config = LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress(HOST).interfaces(List.of(HOST)).multicastPort(28500).basePort(28501).portRange(20).build();
        StreamInfo info = StreamInfo.builder("Wrist", "EDA").format(ChannelFormat.FLOAT32).nominalRate(4).channelCount(2)
                .sourceId("wrist-1").build();
        float[] values = new float[2];
        double[] times = new double[1];
        try (Lsl lsl = Lsl.open(config); Outlet outlet = lsl.outlet(info);
                Inlet inlet = lsl.inlet(lsl.resolveBy("name", "Wrist", 1, PATIENCE).get(0))) {
            inlet.open(PATIENCE);
            outlet.push(new float[] { 1.5f, -2 }, 1000);
            assertEquals(1, inlet.pullChunk(values, times, PATIENCE));
        }
        Path file = folder.resolve("wrist.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream("<info><name>Wrist</name><type>EDA</type><channel_count>2</channel_count>"
                    + "<nominal_srate>4</nominal_srate><channel_format>float32</channel_format></info>").write(times, values);
        }
        XdfFile read = XdfReader.read(file);
        assertEquals(List.of(), read.warnings());
        assertArrayEquals(new double[] { 1000 }, read.streams().get(0).times());
        assertArrayEquals(new float[] { 1.5f, -2 }, read.streams().get(0).values().floats());
    }
}
