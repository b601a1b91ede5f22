package org.rapport.api.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class OriginTest {
    private static final Origin WRIST = new Origin.Device("EDA", "lsl", "shimmer");

    @Test
    void aDeviceIsFoundAgainInWhatFilesKeep() {
        assertThat(WRIST.toMap()).containsExactly(Map.entry("clock", "lsl"), Map.entry("dialect", "shimmer"),
                Map.entry("type", "EDA"));
        assertThat(Origin.of(WRIST.toMap())).isEqualTo(WRIST);
        assertThat(Origin.device().toMap()).isEmpty();
        assertThat(Origin.of(Map.of())).isEqualTo(Origin.device());
        assertThat(Origin.of(Map.of("source", "wrist", "type", "EDA"))).as("as it was recorded once")
                .isEqualTo(new Origin.Device("EDA", "", ""));
    }

    @Test
    void aNodeIsFoundAgainInWhatFilesKeep() {
        Origin rows = Origin.derived("rapport.resampler", Map.of("rate", 25.0, "filter", "sinc"));
        assertThat(rows.toMap()).containsExactly(Map.entry("filter", "sinc"), Map.entry("node", "rapport.resampler"),
                Map.entry("rate", "25.0"));
        assertThat(Origin.of(rows.toMap())).isEqualTo(rows);
    }

    @Test
    void whatANodeMakesOfRowsHasTheSettingsOfTheNodesBefore() {
        StreamDescription rows = new StreamDescription("features", 25, List.of(),
                Origin.derived("rapport.resampler", Map.of("rate", 25.0, "seconds", 1)));
        StreamDescription smooth = rows.derivedBy("smooth", "example.smoother", Map.of("seconds", 2.0));
        assertThat(smooth.origin()).isEqualTo(new Origin.Derived("example.smoother", Map.of("rate", "25.0", "seconds", "2.0")));
        assertThat(smooth.rate()).isEqualTo(25);
        assertThat(smooth.id()).isEqualTo(StreamId.of("smooth"));
    }

    @Test
    void whatANodeMakesOfADeviceHasItsOwnSettingsOnly() {
        assertThat(WRIST.then("example.smoother", Map.of("seconds", 2)))
                .isEqualTo(new Origin.Derived("example.smoother", Map.of("seconds", "2")));
    }

    @Test
    void refusesWhatFilesCouldNotTell() {
        assertThatThrownBy(() -> Origin.derived("x", Map.of("node", "y"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x: no setting may be called \"node\", which stands for the node's type");
        assertThatThrownBy(() -> Origin.derived("", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
