package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/**
 * A session of a simulated dyad, without end and without a clock of its own: the same seeds always give the same samples.
 * Another seed is another pair of people.
 *
 * <p>The labels are the receiver's impression of the emitter the receiver really met. A session may show another emitter's
 * devices instead (a pseudo-dyad): the labels then have next to nothing to do with what the emitter's devices send.
 */
public final class Session {
    private final List<Device> devices;

    /** The session of an emitter and a receiver who really met. */
    public Session(long seed) {
        this(seed, seed);
    }

    /**
     * A session that shows an emitter whom the receiver did not meet, unless both seeds are the same.
     *
     * @param seed the dyad whose receiver, and whose receiver's labels, this session has
     * @param emitterSeed the dyad whose emitter's devices it has
     */
    public Session(long seed, long emitterSeed) {
        Emitter shown = emitter(emitterSeed);
        Receiver receiver = new Receiver(new Seed(seed).of("receiver"));
        Impression impression = new Impression(emitter(seed), receiver);
        devices = new ArrayList<>(devicesOf(shown, emitterSeed));
        devices.addAll(devicesOf(receiver, impression, seed));
    }

    private static Emitter emitter(long seed) {
        return new Emitter(new Seed(seed).of("emitter"));
    }

    private static List<Device> devicesOf(Emitter emitter, long number) {
        return List.of(
                device("emitter-webcam", Webcam.RATE, Webcam.channels(Role.EMITTER), "OpenFace 2", number,
                        () -> new Webcam(emitter.expression(), emitter.seed().of("webcam"))),
                device("emitter-voice", Voice.RATE, Voice.channels(), "openSMILE 2", number,
                        () -> new Voice(emitter, emitter.seed().of("voice"))));
    }

    private static List<Device> devicesOf(Receiver receiver, Impression impression, long number) {
        Seed seed = receiver.seed();
        return List.of(
                device("receiver-webcam", Webcam.RATE, Webcam.channels(Role.RECEIVER), "OpenFace 2", number,
                        () -> new Webcam(receiver.expression(), seed.of("webcam"))),
                device("receiver-eyetracker", EyeTracker.RATE, EyeTracker.channels(), "screen-based eye tracker", number,
                        () -> new EyeTracker(receiver, seed.of("eyetracker"))),
                device("receiver-ecg", Electrocardiograph.RATE, Electrocardiograph.channels(), "chest electrodes", number,
                        () -> new Electrocardiograph(receiver, seed.of("ecg"))),
                device("receiver-bvp", Photoplethysmograph.RATE, Photoplethysmograph.channels(), "wrist pulse sensor", number,
                        () -> new Photoplethysmograph(receiver, seed.of("bvp"))),
                device("receiver-gsr", SkinConductance.RATE, SkinConductance.channels(), "wrist skin electrodes", number,
                        () -> new SkinConductance(receiver, seed.of("gsr"))),
                device("receiver-label", 0, Dial.channels(), "two-way keys", number,
                        () -> new Dial(impression, seed.random("dial"))));
    }

    private static Device device(String name, double rate, List<Channel> channels, String model, long number,
            Supplier<Sensor> sensors) {
        return new Device(new StreamDescription(name, rate, channels), model, name + "-" + number, sensors);
    }

    /** What watches the two: first the emitter's devices, then the receiver's. */
    public List<Device> devices() {
        return List.copyOf(devices);
    }
}
