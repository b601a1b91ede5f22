package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

class TwinsTest {
    private static final int ROWS = 1200;

    private static List<String> faults(List<Recording> some, Recording more) {
        Twins twins = new Twins();
        some.forEach(twins::add);
        twins.add(more);
        return twins.faults();
    }

    private static Recording named(Recording recording, String name, float[] receiver) {
        return new Recording(Planted.session(name, "e-" + name, "r-" + name), recording.emitterChannels(),
                recording.receiverChannels(), recording.provenance(),
                java.util.Arrays.copyOf(recording.times(), receiver.length / 2),
                recording.emitter().slice(0, receiver.length / 2), FeatureRows.of(receiver, 2),
                recording.labels().slice(0, receiver.length / 2));
    }

    /** As another program may write it: in another unit, rounded, with some values lost. */
    private static float[] encodedAnew(float[] values) {
        Random random = new Random(1);
        float[] other = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            other[i] = random.nextInt(50) == 0 ? Float.NaN : Math.round(values[i] * 1000) / 10f;
        }
        return other;
    }

    @Test
    void theSameSignalEncodedAnewIsFoundAlsoCutAndMoved() {
        List<Recording> dyads = Planted.dyads(10, ROWS);
        float[] values = dyads.get(3).receiver().toArray();
        assertThat(faults(dyads, named(dyads.get(3), "copy", encodedAnew(values)))).singleElement().asString()
                .startsWith("sessions s3 and copy have the same signals of the receiver");
        float[] cut = java.util.Arrays.copyOfRange(encodedAnew(values), 2 * 50, 2 * 1000); // from second 5 to 100
        assertThat(faults(dyads, named(dyads.get(3), "cut", cut))).hasSize(1);
    }

    @Test
    void othersAreNot() {
        List<Recording> dyads = Planted.dyads(30, ROWS);
        assertThat(faults(dyads, Planted.dyad(Planted.session("other", "e", "r"), ROWS, 99))).isEmpty();
    }

    @Test
    void ofManyItIsFoundAsWell() {
        List<Recording> dyads = Planted.dyads(100, ROWS);
        Twins twins = new Twins();
        IntStream.range(0, 100).forEach(i -> twins.add(dyads.get(i)));
        assertThat(twins.faults()).isEmpty();
        twins.add(named(dyads.get(42), "copy", dyads.get(42).receiver().toArray()));
        assertThat(twins.faults()).hasSize(1);
    }

    @Test
    void aReceiverWhoIsNotMeasuredTellsNothing() {
        List<Recording> blind = Planted.dyads(3, ROWS).stream().map(one -> one.with(one.emitter(), one.receiver().missing()))
                .toList();
        assertThat(faults(blind, blind.get(0))).isEmpty();
    }
}
