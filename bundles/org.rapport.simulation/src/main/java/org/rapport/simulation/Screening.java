package org.rapport.simulation;

import java.util.List;

/**
 * A study in which every receiver watches the same emitters on a screen, one stimulus after the other. A receiver is the same
 * person throughout: devices run on from stimulus to stimulus, and only the keys begin anew.
 *
 * @param seed another seed is other people
 * @param equipment what is recorded
 */
public record Screening(long seed, Equipment equipment) {

    /** What watched the emitter of a stimulus, in seconds since its beginning. */
    public List<SimulatedDevice> stimulus(int number) {
        return equipment.watching(emitter(number), number);
    }

    private SimulatedEmitter emitter(int stimulus) {
        return new SimulatedEmitter(new Seed(seed).of("stimulus " + stimulus));
    }

    /** What watches a receiver, in seconds since the beginning of the first stimulus. */
    public List<SimulatedDevice> receiver(int number) {
        return equipment.watching(person(number), number);
    }

    private SimulatedReceiver person(int receiver) {
        return new SimulatedReceiver(new Seed(seed).of("receiver " + receiver));
    }

    /**
     * What a receiver reports about a stimulus, in seconds since its beginning.
     *
     * @param start when the stimulus began, in seconds since the beginning of the first
     */
    public SimulatedDevice labels(int receiver, int stimulus, double start) {
        SimulatedReceiver person = person(receiver).from(start);
        return equipment.labels(new Impression(emitter(stimulus), person), person.seed().of("stimulus " + stimulus), receiver);
    }
}
