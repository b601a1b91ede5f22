package org.rapport.recording.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiskWatchTest {
    @Test
    void warnsOfAFullDiskInTime() {
        DiskWatch watch = new DiskWatch();
        assertThat(watch.judge(50L << 30)).isEmpty();
        assertThat(watch.judge(40L << 30)).as("others wrote 10 GiB in a moment").isEmpty();
        watch.grew(10_000_000, 10);
        assertThat(watch.judge(40L << 30)).as("for 11 hours").isEmpty();
        watch.grew(1_000_000_000, 10);
        assertThat(watch.judge(40L << 30)).get().asString().contains("42.9 GB", "lasts for 14 min");
        assertThat(watch.judge(30L << 30)).as("it was said").isEmpty();
        assertThat(watch.judge(15L << 30)).isPresent();
        assertThat(new DiskWatch().judge(DiskWatch.LITTLE_BYTES - 1)).isPresent();
    }
}
