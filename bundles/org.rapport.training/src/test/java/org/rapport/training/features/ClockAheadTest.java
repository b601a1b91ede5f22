package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;

class ClockAheadTest {
    private final ClockAhead ahead = new ClockAhead(0.25);
    private final Block block = new Block(
            new StreamDescription("s", 2, List.of(new Channel(Role.RECEIVER, "Gaze", "x", "", "", Channel.Scale.CONTINUOUS)),
                    Origin.device()),
            new double[]{1, 1.5}, new float[]{7, 8}, 1.75, new DeviceTime(new double[]{101, 101.5}, -100));

    @Test
    void samplesMarkersAndStatesAreAllLaterAndNothingElseIsDifferent() {
        Block moved = (Block) ahead.of(block);
        assertThat(moved.times()).containsExactly(1.25, 1.75);
        assertThat(moved.values()).isSameAs(block.values());
        assertThat(moved.arrived()).isEqualTo(2);
        assertThat(moved.stream()).isEqualTo(block.stream());
        assertThat(moved.device().stamps()[1] + moved.device().correction()).as("the device's own clock is as it was")
                .isEqualTo(moved.times()[1]);
        assertThat(ahead.of(new Marker("keys", 3, "now"))).isEqualTo(new Marker("keys", 3.25, "now"));
        assertThat(ahead.of(new StreamStatus("gaze", StreamStatus.State.LOST, 4, "gone")))
                .isEqualTo(new StreamStatus("gaze", StreamStatus.State.LOST, 4.25, "gone"));
    }

    @Test
    void theClockThatRecordedChangesNothing() {
        assertThat(ClockAhead.NONE.of(block)).isSameAs(block);
        assertThat(ClockAhead.NONE.settings()).isEmpty();
        assertThat(ahead.settings()).isNotEqualTo(new ClockAhead(0.5).settings()).isNotEmpty();
    }
}
