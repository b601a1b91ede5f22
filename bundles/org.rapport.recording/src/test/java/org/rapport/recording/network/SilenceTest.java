package org.rapport.recording.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private final List<String> told = new ArrayList<>();

    /** A stream whose packets arrive at some times, looked at every 20 ms. */
    private void run(double rate, double[] arrivals, double[] firsts, double[] lasts, double until) {
        told.clear();
        Silence silence = new Silence(rate);
        int next = 0;
        for (double now = 0; now < until; now += 0.02) {
            for (; next < arrivals.length && arrivals[next] <= now; next++) {
                silence.samples(firsts[next], lasts[next]);
            }
            Silence.News news = silence.news(now);
            if (news != Silence.News.NOTHING) {
                told.add((news + " " + Math.round(now) + " " + (news == Silence.News.BACK ? silence.missing() : "")).strip());
            }
        }
    }

    private void packets(double rate, double period, double from, double to, boolean lost) {
        int count = (int) (60 / period);
        double[] arrivals = new double[count];
        double[] firsts = new double[count];
        double[] lasts = new double[count];
        Random random = new Random(1);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double sent = (i + 1) * period;
            boolean isOut = sent > from && sent < to;
            if (!isOut || !lost) {
                arrivals[kept] = isOut ? to : sent + 0.3 * period * random.nextDouble();
                firsts[kept] = sent - period + 1 / rate;
                lasts[kept++] = sent;
            }
        }
        run(rate, Arrays.copyOf(arrivals, kept), firsts, lasts, 59);
    }

    @Test
    void whatIsADevicesWayIsNoSilence() {
        for (double[] device : new double[][]{{130, 0.56}, {4, 0.25}, {16000, 0.02}, {0.2, 5}, {0.04, 25}, {100, 2.5}}) {
            packets(device[0], device[1], 1e9, 1e9, false);
            assertThat(told).as("%s Hz every %s s", device[0], device[1]).isEmpty();
        }
    }

    @Test
    void aCableThatIsOutIsToldWhenItGoesAndWhenItIsBackWithWhatIsMissing() {
        packets(100, 0.1, 20, 46, false);
        assertThat(told).containsExactly("SILENT 23", "BACK 46");
        packets(100, 0.1, 20, 46, true);
        assertThat(told).containsExactly("SILENT 23", "BACK 46 25.9 s of its samples are missing");
    }

    @Test
    void markersMayBeSilentAsLongAsTheirHostAnswers() {
        Silence silence = new Silence(0);
        for (double now = 0; now < 100; now += 0.02) {
            if (now < 40 && Math.round(now * 50) % 250 == 0) {
                silence.clock();
            }
            Silence.News news = silence.news(now);
            if (news != Silence.News.NOTHING) {
                told.add(news + " " + Math.round(now));
            }
        }
        assertThat(told).containsExactly("SILENT 55");
    }
}
