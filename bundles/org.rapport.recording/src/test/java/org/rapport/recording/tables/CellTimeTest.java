package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

class CellTimeTest {
    private static CellTime of(String description) throws FileFault {
        JsonEntry json = JsonEntry.parse("t", "{" + description.replace('\'', '"') + "}");
        return CellTime.of(json, TableLayout.of(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"'timeUnit': 'ms' | 250 | 0.25", "'timeUnit': 'us' | 8333 | 0.008333",
                    "'timeUnit': 'min', 'decimal': ',' | 1,5 | 90", "'timeUnit': 'h' | 0.5 | 1800",
                    "'timeUnit': 'frames', 'rate': 25 | 50 | 2",
                    "'timeUnit': 'ns', 'zero': 1764412800000000000 | 1764412800000000001 | 1e-9",
                    "'timeUnit': 'ns', 'zero': '1764412800000000000' | 1764412800000000001 | 1e-9",
                    "'timeUnit': 'ms', 'zero': '2025-11-29T10:40:00Z' | 1764412800250.5 | 0.2505",
                    "'timeUnit': 's', 'zero': 100 | 100.5 | 0.5",
                    "'timeUnit': 'iso', 'zero': '2026-01-05T10:00:00Z' | 2026-01-05T10:00:00.123456789Z | 0.123456789",
                    "'timeUnit': 'iso', 'zero': '2026-01-05T10:00:00Z' | 2026-01-05 10:00:01,5 | 1.5",
                    "'timeUnit': 'iso', 'zero': '2026-01-05T10:00:00Z' | 2026/01/05 11:00:00.000 +01:00 | 0",
                    "'timeUnit': 'iso', 'zero': '2026-01-05T10:00:00Z', 'zone': 'Europe/Berlin' | 2026-01-05 11:00:02 | 2",
                    "'timeUnit': 'iso' | 00:01:02.250 | 62.25", "'timeUnit': 'iso', 'zero': 'first' | 10:00:00 | 0",
                    "'timeUnit': 'dd.MM.yyyy HH:mm:ss,SSS', 'zero': '2026-01-05T10:00:00Z' | 05.01.2026 10:00:00,750 | 0.75",
                    "'timeUnit': 'HH:mm:ss' | 00:00:07 | 7"})
    void aTimeIsSecondsFromTheZero(String description, String cell, double seconds) throws IOException {
        assertThat(of(description).seconds(cell).orElseThrow()).isEqualTo(seconds, within(1e-12));
    }

    @Test
    void theFirstTimeMayBeTheZero() throws IOException {
        CellTime time = of("'timeUnit': 'ns', 'zero': 'first'");
        assertThat(time.seconds("838432586543515816")).contains(0.0);
        assertThat(time.seconds("838432586543515820")).contains(4e-9);
        assertThat(time.seconds("").orElseThrow()).isNaN();
        assertThat(time.seconds("soon")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"'timeUnit': 'hours' | must be one of s, ms, us, ns, min, h, frames, iso",
                    "'timeUnit': 'frames' | \"frames\" needs \"rate\" as well",
                    "'zero': 'noon' | must be what the column of times shows at the session's zero",
                    "'zone': 'Mars' | is not a time zone"})
    void whatCannotBeIsTold(String description, String fault) {
        assertThatThrownBy(() -> of(description)).isInstanceOf(FileFault.class).hasMessageContaining(fault);
    }
}
