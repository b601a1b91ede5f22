package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.lsl4j.Lsl;

/** A program on the other host, with one device, which sends until it is told to end; then its stamps are in a file. */
final class FarDevice {
    static final int NUMBER = 99;
    static final String NAME = "far";
    static final int CHANNELS = 3;

    private FarDevice() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Lsl lsl = Lsl.open()) {
            Device device = new Device(lsl, NUMBER, NAME, "Chaos", 100);
            device.appear(CHANNELS);
            try (Devices devices = new Devices(List.of(device))) {
                System.out.println("sends");
                while (System.in.read() != 'q') {
                    // nothing else is said
                }
            }
            device.lives().get(0).write(Path.of(arguments[0]));
            System.out.println("written");
        }
    }
}
