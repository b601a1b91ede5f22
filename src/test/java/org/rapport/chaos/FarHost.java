package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.rapport.it.Command;
import org.rapport.it.TimeNamespace;

/**
 * The host at the other end of a cable, with a device and a clock of its own.
 *
 * @param stamps the file in which its device leaves its stamps
 */
record FarHost(Cable cable, TimeNamespace clock, Path stamps) {
    /** Seconds by which its clock is ahead of this machine's. */
    private static final long AHEAD = 2_000_000;

    static FarHost behind(Cable cable, Path stamps) throws IOException, InterruptedException {
        return new FarHost(cable, TimeNamespace.ifAllowed(AHEAD), stamps);
    }

    /** @param network the file with the settings of LSL */
    Command start(Path network) throws IOException {
        List<String> program = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
                        "-cp", System.getProperty("java.class.path"), FarDevice.class.getName(), stamps.toString()));
        ProcessBuilder builder = new ProcessBuilder(cable.with(clock.with(program))).redirectErrorStream(true);
        builder.environment().put("LSLAPICFG", network.toString());
        return new Command(builder.start(), Session.FAR);
    }

    /** What its device did, after its end. */
    Life life() throws IOException {
        return Life.read(stamps, Device.PREFIX + FarDevice.NAME, FarDevice.NUMBER * 10_000, FarDevice.CHANNELS, clock.ahead());
    }
}
