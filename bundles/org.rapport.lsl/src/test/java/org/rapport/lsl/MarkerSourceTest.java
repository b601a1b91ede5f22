package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

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
                Outlet numbers = lab
                        .outlet(StreamInfo.builder("triggers", "Markers").format(ChannelFormat.INT32).channelCount(2).build());
                Outlet other = lab
                        .outlet(StreamInfo.builder("speech", "Transcript").format(ChannelFormat.STRING).nominalRate(10).build());
                Outlet numbered = lab.outlet(StreamInfo.builder("counts", "Counts").format(ChannelFormat.INT32).build())) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            texts.awaitConsumers(Lab.PATIENCE);
            numbers.awaitConsumers(Lab.PATIENCE);
            double shown = LslClock.now();
            texts.push(new String[]{"face shown"}, shown);
            numbers.push(new int[]{7, -1});
            Marker marker = lab.await(Marker.class, one -> one.stream().name().equals("stimuli"));
            assertThat(marker.text()).isEqualTo("face shown");
            assertThat(marker.time()).isCloseTo(shown, within(0.01));
            assertThat(lab.await(Marker.class, one -> one.stream().name().equals("triggers")).text()).isEqualTo("7 -1");
            assertThat(other.consumers() + numbered.consumers()).isZero();
        }
    }

    /**
     * The types of programs in use, texts and numbers, and texts of any type that come at no rate; with what each channel is
     * called.
     */
    @Test
    void readsWhateverTypeProgramsSendEventsAs() {
        List<Outlet> outlets = new ArrayList<>();
        for (String type : List.of("Markers", "Marker", "markers", "Event", "Events", "EVENTS", "Stimulation", "Triggers",
                "Stim")) {
            outlets.add(lab.outlet(StreamInfo.builder("n-" + type, type).format(ChannelFormat.FLOAT32).channel("code", "", "")
                    .channel("side", "", "").build()));
        }
        outlets.add(lab.outlet(StreamInfo.builder("free", "Whatever").format(ChannelFormat.STRING).build()));
        try {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            for (Outlet outlet : outlets) {
                assertThat(new Explanation(new Interpreter(Layouts.DIALECTS.all())).of(outlet.info()).get(0))
                        .endsWith("rapport.source.markers reads them");
                outlet.awaitConsumers(Lab.PATIENCE);
                if (outlet.info().format() == ChannelFormat.STRING) {
                    outlet.push(new String[]{"go"});
                } else {
                    outlet.push(new float[]{3, 0.5f});
                }
            }
            lab.await(() -> lab.all(Marker.class).size() == outlets.size());
            Marker marker = lab.await(Marker.class, one -> one.stream().name().equals("n-Event"));
            assertThat(marker.values()).containsExactly("3", "0.5");
            assertThat(marker.format().type()).isEqualTo("Event");
            assertThat(marker.format().labels()).containsExactly("code", "side");
        } finally {
            outlets.forEach(Outlet::close);
        }
    }

    @Test
    void tellsThatMarkersHaveNoRateWhateverTheyClaim() {
        try (Outlet outlet = lab
                .outlet(StreamInfo.builder("triggers", "Markers").format(ChannelFormat.STRING).nominalRate(10_000).build())) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            outlet.awaitConsumers(Lab.PATIENCE);
            assertThat(lab.awaitStatus(State.LIVE, "reads markers").reason())
                    .contains("it claims 10000.0 Hz, but markers are events");
            outlet.push(new String[]{"go"});
            lab.await(Marker.class, one -> one.text().equals("go"));
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).doesNotContain(State.STALE);
        }
    }
}
