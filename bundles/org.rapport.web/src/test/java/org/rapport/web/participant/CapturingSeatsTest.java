package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rapport.api.graph.Output;
import org.rapport.api.home.Home;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.web.capture.MicrophoneSettings;
import org.rapport.web.capture.MicrophoneSource;

/** Sound as a page sends it, with its faults. */
class CapturingSeatsTest {
    private static final double RATE = 16_000;
    /** The page counts seconds since 1970, the runtime since it was switched on. */
    private static final double OFFSET = -1_795_978_000;

    private final List<Signal> sent = new ArrayList<>();
    private double now = 100;
    private final Seats seats = new Seats();
    private final MicrophoneSource microphone = new MicrophoneSource(new Plain(), seats, () -> now, new Here());

    private record Here() implements Home {
        @Override
        public Path folder() {
            return Path.of(".");
        }

        @Override
        public Path work() {
            return Path.of(".");
        }
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Plain() implements MicrophoneSettings {
        @Override
        public String role() {
            return "emitter";
        }

        @Override
        public double latency() {
            return 0.02;
        }

        @Override
        public String consent() {
            return "";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return MicrophoneSettings.class;
        }
    }

    private void begin() {
        microphone.begin(new Output() {
            @Override
            public String node() {
                return "voice";
            }

            @Override
            public void send(Signal signal) {
                sent.add(signal);
            }
        });
    }

    /** Sound whose samples are their numbers. */
    private void sound(long frame, int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) (frame + i);
        }
        now = 100 + (frame + count) / RATE;
        seats.of(Role.EMITTER).get(0).seat().inbox()
                .take(new Arrival.Sound(0, frame, 100 + frame / RATE - OFFSET, OFFSET, values, now), RATE);
        microphone.poll();
    }

    private List<Block> blocks() {
        return sent.stream().filter(Block.class::isInstance).map(Block.class::cast).toList();
    }

    private double[] times() {
        return blocks().stream().flatMapToDouble(block -> Arrays.stream(block.times())).toArray();
    }

    private Stream<String> warnings() {
        return sent.stream().filter(StreamStatus.class::isInstance).map(StreamStatus.class::cast).filter(StreamStatus::warning)
                .map(StreamStatus::reason);
    }

    @Test
    void samplesKeepTheirValuesAndLoseTheDelayOfTheMicrophone() {
        begin();
        sound(0, 640);
        sound(640, 640);
        assertThat(times()).hasSize(1280);
        assertThat(times()[0]).isCloseTo(99.98, within(1e-6));
        assertThat(times()[1279] - times()[0]).isCloseTo(1279 / RATE, within(1e-6));
        assertThat(blocks().get(1).value(1, 0)).isEqualTo(641 / 32768f);
        assertThat(blocks().get(0).device().correction()).isZero();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatIsSentAgainIsTakenOnce() {
        begin();
        sound(0, 640);
        sound(0, 640);
        sound(320, 640);
        assertThat(times()).hasSize(960);
        assertThat(blocks().get(1).value(0, 0)).isEqualTo(640 / 32768f);
    }

    @Test
    void missingSamplesAreNaNAndCounted() {
        begin();
        sound(0, 640);
        sound(1640, 640);
        assertThat(times()).hasSize(2280);
        assertThat(blocks().get(1).values()).hasSize(1000).containsOnly(Float.NaN);
        assertThat(times()[1640]).isCloseTo(99.98 + 1640 / RATE, within(1e-5));
        assertThat(warnings()).containsExactly("1000 samples are missing, in 1 gap so far");
    }

    @Test
    void aLongGapIsAGapAndNoFloodOfNaN() {
        begin();
        sound(0, 640);
        sound((long) (3600 * RATE), 640);
        assertThat(times()).hasSize(1280);
        assertThat(times()[640]).isCloseTo(99.98 + 3600, within(1e-3));
        assertThat(warnings()).hasSize(1);
    }

    /** Its stamps are of the runtime's clock already: who reads a recording must not move them. */
    @Test
    void theOffsetOfItsStampsIsNone() {
        begin();
        seats.of(Role.EMITTER).get(0).seat().inbox().take(new Arrival.Measured(OFFSET, 0.0004, 100));
        sound(0, 640);
        now += 10;
        microphone.poll();
        StreamQuality quality = sent.stream().filter(StreamQuality.class::isInstance).map(StreamQuality.class::cast)
                .reduce((first, last) -> last).orElseThrow();
        assertThat(quality.offset()).isZero();
        assertThat(quality.uncertainty()).isEqualTo(0.0004);
    }

    @Test
    void whatThePageTellsIsAMarker() {
        begin();
        seats.of(Role.EMITTER).get(0).seat().inbox().take(0, new Arrival.Event(100, List.of("microphone", "Built-in, 16000 Hz")));
        microphone.poll();
        assertThat(sent)
                .anyMatch(signal -> signal instanceof Marker marker && marker.text().equals("microphone: Built-in, 16000 Hz"));
    }
}
