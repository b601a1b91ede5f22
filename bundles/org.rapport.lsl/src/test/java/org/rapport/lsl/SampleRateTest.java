package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.graph.PlannedNode;
import org.rapport.lsl.dialects.Dialects;

class SampleRateTest {

    /** The setting, whether a dialect says that it is measured, what the device claims, and what is expected of it. */
    @ParameterizedTest
    @CsvSource({"'', false, 600, 600", "'', true, 600, 0", "measured, false, 600, 0", "60, true, 600, 60",
            "59.94, false, 0, 59.94", "'', false, 0, 0"})
    void theSettingCountsBeforeTheDialectAndThatBeforeTheDevice(String setting, boolean measured, double claimed,
            double expected) {
        assertThat(SampleRate.of(setting).or(measured).of(claimed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "0", "-60", "NaN", "Infinity", "1e9", "60 Hz"})
    void whatIsNoRateIsToldWithTheMend(String setting) {
        assertThatThrownBy(() -> SampleRate.of(setting)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + setting + "\" is not a rate; write measured, or samples per second such as 60");
    }

    @Test
    void theCheckOfAPipelineTellsIt() {
        PlannedNode node = new PlannedNode("rapport.source.gaze", "eye", Map.of("role", "receiver", "rate", "quick"), List.of());
        assertThat(new SourceCheck(new Dialects(Optional.empty())).check(node)).singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("rate"));
    }
}
