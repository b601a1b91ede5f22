package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What makes each modality worth having: it tells a part of a trait that no other device tells. */
class ModalitiesTest {
    private static final int SESSIONS = 12;
    private static final int SECONDS = 240;
    private static final int STRETCH = 4;

    private record Dyad(SimulatedSession session, SimulatedEmitter emitter, SimulatedReceiver receiver) {
        static Dyad of(long seed) {
            return new Dyad(new SimulatedSession(seed), new SimulatedEmitter(new Seed(seed).of("emitter")),
                    new SimulatedReceiver(new Seed(seed).of("receiver")));
        }

        /** A channel's means over stretches of some seconds. */
        double[] means(String device, String label) {
            Samples samples = Samples.of(session, device, SECONDS);
            double[] values = samples.channel(label);
            return IntStream.range(0, SECONDS / STRETCH)
                    .mapToDouble(stretch -> IntStream.range(0, values.length)
                            .filter(i -> (int) (samples.times()[i] / STRETCH) == stretch && !Double.isNaN(values[i]))
                            .mapToDouble(i -> values[i]).average().orElseThrow())
                    .toArray();
        }
    }

    private static double[] course(Latent latent) {
        return IntStream.range(0, SECONDS / STRETCH).mapToDouble(i -> latent.at((i + 0.5) * STRETCH)).toArray();
    }

    private static double correlation(Function<Dyad, double[]> seen, Function<Dyad, Latent> trait) {
        return IntStream.range(0, SESSIONS).mapToObj(Dyad::of)
                .mapToDouble(dyad -> Statistics.correlation(seen.apply(dyad), course(trait.apply(dyad)))).average().orElseThrow();
    }

    /** That a channel tells one half of a trait, and nothing of the other. */
    private static void tells(String device, String label, Function<Dyad, Latent> told, Function<Dyad, Latent> untold) {
        Function<Dyad, double[]> seen = dyad -> dyad.means(device, label);
        assertThat(correlation(seen, told)).as("of %s with what it tells", label).isGreaterThan(0.6);
        assertThat(correlation(seen, untold)).as("of %s with what another device tells", label).isBetween(-0.25, 0.25);
    }

    @Test
    void theVoiceAndTheMouthTellOneHalfOfFluencyEach() {
        tells("emitter-voice", "pcm_fftMag_mfcc_sma[1]", dyad -> dyad.emitter().prosody(), dyad -> dyad.emitter().articulation());
        tells("emitter-webcam", "AU25_r", dyad -> dyad.emitter().articulation(), dyad -> dyad.emitter().prosody());
    }

    @Test
    void theFaceAndTheEyesTellOneHalfOfEngagementEach() {
        tells("receiver-webcam", "AU12_r", dyad -> dyad.receiver().mimicry(), dyad -> dyad.receiver().contact());
        tells("receiver-eyetracker", "left_pupil", dyad -> dyad.receiver().contact(), dyad -> dyad.receiver().mimicry());
    }

    @Test
    void theFaceAndTheBodyTellOneHalfOfAttentionEach() {
        tells("receiver-webcam", "AU01_r", dyad -> dyad.receiver().interest(), dyad -> dyad.receiver().arousal());
        tells("receiver-gsr", "GSR", dyad -> dyad.receiver().arousal(), dyad -> dyad.receiver().interest());
    }

    /** Halves correlate with the whole by the root of a half. */
    @Test
    void aTraitIsBothOfItsHalves() {
        Function<Dyad, double[]> whole = dyad -> course(dyad.receiver().attention());
        assertThat(correlation(whole, dyad -> dyad.receiver().interest())).isBetween(0.55, 0.85);
        assertThat(correlation(whole, dyad -> dyad.receiver().arousal())).isBetween(0.55, 0.85);
    }
}
