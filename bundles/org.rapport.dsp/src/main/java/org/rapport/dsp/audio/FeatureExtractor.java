package org.rapport.dsp.audio;

import java.util.function.Consumer;

/** The way from the samples of one microphone to rows of features. */
final class FeatureExtractor {
    private final Framer framer;
    private final Descriptors descriptors;
    private final Contours contours;
    private final FunctionalWindow window;

    /**
     * @param rate of the audio, in Hz
     * @param maxJitter by how much stamps may be off before audio counts as missing, in seconds
     * @param features what is wanted
     */
    FeatureExtractor(double rate, double maxJitter, FeatureSet features) {
        this.framer = new Framer(rate, maxJitter);
        this.descriptors = new Descriptors(rate, framer.frameLength());
        this.contours = new Contours(Descriptors.names("").size(), features.hasDeltas());
        this.window = features.functionals() ? new FunctionalWindow(features.windowFrames(), features.stepFrames()) : null;
    }

    /**
     * Takes the next sample and hands on the rows that are complete with it.
     *
     * @return whether audio is missing before this sample; everything then begins anew with it
     */
    boolean add(double time, double sample, Consumer<Row> output) {
        Consumer<Row> behindContours = window == null ? output : row -> window.add(row, output);
        boolean interrupted = framer.isBreak(time);
        if (interrupted) {
            framer.restart();
            contours.end(behindContours);
            if (window != null) {
                window.restart();
            }
        }
        framer.add(time, sample, frame -> contours.add(new Row(frame.time(), descriptors.of(frame.samples())), behindContours));
        return interrupted;
    }
}
