package org.rapport.dsp.audio;

import java.io.File;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs the node over a WAV file and sets every column beside openSMILE's.
 *
 * @param level {@code descriptors}, {@code deltas} or {@code functionals}
 * @param openSmile the lines of openSMILE's table
 */
record OpenSmileComparison(String level, List<String> openSmile) {
    static final double WINDOW = 0.5;
    static final double STEP = 0.1;
    private static final double RATE = 16_000;

    /** @param result takes the name of each column and how it agrees */
    void run(File wav, BiConsumer<String, Table.Agreement> result) throws Exception {
        float[] samples = Recording.wav(wav);
        Recording recording = new Recording();
        boolean deltas = level.equals("deltas");
        AudioFeatures node = new AudioFeatures(Recording.settings(deltas, level.equals("functionals"), WINDOW, STEP));
        recording.send(node, Recording.microphone(RATE), Recording.times(RATE, samples.length), samples, 320);
        Table ours = Table.of(recording.sent.blocks());
        Table theirs = Table.parse(openSmile);
        ours.names(deltas ? name -> name.contains("_de") : name -> true)
                .forEach(name -> result.accept(name, ours.agreement(theirs, name)));
    }
}
