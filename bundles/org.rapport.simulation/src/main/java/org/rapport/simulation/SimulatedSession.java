package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A session of a simulated dyad, without end and without a clock of its own: the same seeds always give the same samples.
 * Another seed is another pair of people.
 *
 * <p>The labels are the receiver's impression of the emitter the receiver really met. A session may show another emitter's
 * devices instead (a pseudo-dyad): the labels then have next to nothing to do with what the emitter's devices send.
 */
public final class SimulatedSession {
    private final List<SimulatedDevice> devices;

    /** The session of an emitter and a receiver who really met. */
    public SimulatedSession(long seed) {
        this(seed, seed, Equipment.LAB);
    }

    /**
     * A session that shows an emitter whom the receiver did not meet, unless both seeds are the same.
     *
     * @param seed the dyad whose receiver, and whose receiver's labels, this session has
     * @param emitterSeed the dyad whose emitter's devices it has
     * @param equipment what watches the two
     */
    public SimulatedSession(long seed, long emitterSeed, Equipment equipment) {
        SimulatedEmitter shown = emitter(emitterSeed);
        SimulatedReceiver receiver = new SimulatedReceiver(new Seed(seed).of("receiver"));
        devices = new ArrayList<>(equipment.watching(shown, emitterSeed));
        devices.addAll(equipment.watching(receiver, seed));
        devices.add(equipment.labels(new Impression(emitter(seed), receiver), receiver.seed(), seed));
    }

    private static SimulatedEmitter emitter(long seed) {
        return new SimulatedEmitter(new Seed(seed).of("emitter"));
    }

    /** What watches the two: first the emitter's devices, then the receiver's. */
    public List<SimulatedDevice> devices() {
        return List.copyOf(devices);
    }
}
