package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.ChannelFormat;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

@Timeout(60)
class MarkerSourceTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void readsTextsAndNumbersOfSeveralStreamsAtOnce() {
        try (Outlet texts = lab.outlet(StreamInfo.builder("stimuli", "Markers").format(ChannelFormat.STRING).build());
                Outlet numbers = lab.outlet(StreamInfo.builder("triggers", "Markers").format(ChannelFormat.INT32).channelCount(2)
                        .build());
                Outlet other = lab.outlet(StreamInfo.builder("notes", "Notes").format(ChannelFormat.STRING).build())) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            texts.awaitConsumers(Lab.PATIENCE);
            numbers.awaitConsumers(Lab.PATIENCE);
            double shown = LslClock.now();
            texts.push(new String[] { "face shown" }, shown);
            numbers.push(new int[] { 7, -1 });
            Marker marker = lab.await(Marker.class, one -> one.stream().name().equals("stimuli"));
            assertThat(marker.text()).isEqualTo("face shown");
            assertThat(marker.time()).isCloseTo(shown, within(0.01));
            assertThat(lab.await(Marker.class, one -> one.stream().name().equals("triggers")).text()).isEqualTo("7 -1");
            assertThat(other.consumers()).isZero();
        }
    }

    @Test
    void tellsThatMarkersHaveNoRateWhateverTheyClaim() {
        try (Outlet outlet = lab.outlet(StreamInfo.builder("triggers", "Markers").format(ChannelFormat.STRING).nominalRate(10_000)
                .build())) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            outlet.awaitConsumers(Lab.PATIENCE);
            assertThat(lab.awaitStatus(State.LIVE, "reads markers").reason())
                    .contains("it claims 10000.0 Hz, but markers are events");
            outlet.push(new String[] { "go" });
            lab.await(Marker.class, one -> one.text().equals("go"));
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).doesNotContain(State.STALE);
        }
    }
}
