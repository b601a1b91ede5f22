package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.StreamStatus;

/** pyxdf reads what the recorder writes; the system property {@code rapport.python} names a Python that has pyxdf. */
@Tag("interop")
class PyxdfInteropTest {
    private static final String SCRIPT = """
            import sys, pyxdf
            synchronise = sys.argv[2] == 'True'
            streams, header = pyxdf.load_xdf(sys.argv[1], synchronize_clocks=synchronise, dejitter_timestamps=False)
            for s in streams:
                info = s['info']
                count = s['footer']['info']['sample_count'][0]
                print(info['name'][0], info['type'][0], info['channel_count'][0], len(s['time_stamps']), s['time_stamps'][0],
                      s['time_stamps'][-1], s['time_series'][-1][0], count)
            print(streams[0]['info']['desc'][0]['channels'][0]['channel'][1]['label'][0])
            """;
    @TempDir
    private Path folder;

    @Test
    void pyxdfReadsARecording() throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pyxdf");
        XdfSink sink = new XdfSink(folder.resolve("r.xdf"), true, "", "");
        sink.accept(Blocks.counting(Blocks.stream("eye", 64, 2), 0, 128, 100));
        sink.status(new StreamStatus("eye", StreamStatus.State.LOST, 103, "gone"));
        sink.close();

        for (String synchronise : new String[] { "True", "False" }) {
            Path out = folder.resolve("out.txt");
            Process process = new ProcessBuilder(python, "-c", SCRIPT, folder.resolve("r.xdf").toString(), synchronise)
                    .redirectErrorStream(true).redirectOutput(out.toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(out)).containsExactly("eye Gaze 2 128 100.0 101.984375 127.0 128",
                    "rapport-journal Journal 5 2 101.984375 103.0 3.0 2",
                    "rapport-states Markers 1 1 103.0 103.0 {\"stream\":\"eye\",\"state\":\"LOST\",\"reason\":\"gone\"} 1", "c1");
        }
    }
}
