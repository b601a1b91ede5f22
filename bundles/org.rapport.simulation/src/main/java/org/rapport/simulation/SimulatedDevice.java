package org.rapport.simulation;

import java.util.function.Supplier;

import org.rapport.api.signal.StreamDescription;

/**
 * A simulated device.
 *
 * @param stream what it sends; the stream is named after the device, all channels come from one person
 * @param model what kind of device it imitates
 * @param serial its serial number: the same for the same seed
 * @param sensors makes a sensor that begins with the device's first sample
 */
public record SimulatedDevice(StreamDescription stream, String model, String serial, Supplier<Sensor> sensors) {

    /** Its name, such as {@code receiver-ecg}. */
    public String name() {
        return stream.name();
    }

    /** All its samples from the first on; each call gives the same samples. */
    public Sensor start() {
        return sensors.get();
    }
}
