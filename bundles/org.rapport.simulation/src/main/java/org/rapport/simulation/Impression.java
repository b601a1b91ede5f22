package org.rapport.simulation;

/**
 * What the receiver feels about the emitter: the hidden function that a model has to find.
 *
 * <pre>
 *   warmth(t)     = e.smiling(t - lag) * r.engagement(t - lag) + b * (e.smiling(t - lag) + r.engagement(t - lag))
 *   competence(t) = e.fluency(t - lag) * r.attention(t - lag)  + b * (e.fluency(t - lag) + r.attention(t - lag))
 * </pre>
 *
 * <p>The product carries nearly all of it: a smile feels warm to one who goes along with it and false to one who does not.
 * All four traits are independent with zero mean, so whoever sees one person alone, or a receiver with the wrong emitter,
 * is left with the small term {@code b}.
 *
 * @param emitter the person felt about
 * @param receiver the person who feels
 */
record Impression(SimulatedEmitter emitter, SimulatedReceiver receiver) {
    /** How long an impression takes to form, in seconds. */
    static final double LAG = 0.8;
    private static final double ALONE = 0.08;

    double warmth(double time) {
        return felt(emitter.smiling().at(time - LAG), receiver.engagement().at(time - LAG));
    }

    double competence(double time) {
        return felt(emitter.fluency().at(time - LAG), receiver.attention().at(time - LAG));
    }

    private static double felt(double emitted, double received) {
        return emitted * received + ALONE * (emitted + received);
    }
}
