package org.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

class HopsTest {
    private static Channel station(String label) {
        return new Channel(Role.RECEIVER, "Timing", label, "s", "", Channel.Scale.CONTINUOUS);
    }

    @Test
    void tellsWhatEachHopTookAndAllOfThem() {
        StreamDescription timing = new StreamDescription("timing", 5,
                List.of(station("captured"), station("arrived"), station("emitted")), Origin.device());
        Hops hops = new Hops(timing.channels());
        assertThat(hops.all().get("arrived").percentiles()).isEqualTo(Percentiles.NONE);
        for (int i = 0; i < 100; i++) {
            float slow = i == 99 ? 2 : 0;
            float captured = i == 0 ? Float.NaN : 0.5f;
            hops.add(new Block(timing, new double[]{i}, new float[]{captured, 0.6f + slow, 0.625f + slow}, 10 + i / 50.0));
        }
        assertThat(hops.all().keySet()).containsExactly("captured", "arrived", "emitted", "whole");
        assertThat(hops.all().get("captured").percentiles().max()).isCloseTo(0.5, within(0.005));
        Percentiles arrived = hops.all().get("arrived").percentiles();
        assertThat(arrived.p50()).isCloseTo(0.1, within(0.001));
        assertThat(arrived.p99()).as("of the one whose capture is not known").isCloseTo(0.6, within(0.006));
        assertThat(arrived.max()).isCloseTo(2.1, within(0.02));
        assertThat(hops.all().get("emitted").percentiles().max()).isCloseTo(0.025, within(0.0003));
        assertThat(hops.all().get("whole").percentiles().p95()).isCloseTo(0.625, within(0.006));
    }
}
