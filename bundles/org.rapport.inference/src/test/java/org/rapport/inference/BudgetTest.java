package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final double EVERY = 0.2;
    private static final double[] GOOD = {0.5, 0.6, 0.61, 0.62, 0.62};
    private static final double[] SLOW_NODES = {0.5, 0.6, 1.6, 1.62, 1.62};

    private final Budget budget = new Budget(0.9);
    private final List<Budget.News> news = new ArrayList<>();
    private double now = 100;

    private void predictions(double seconds, double[] ages) {
        for (double end = now + seconds; now < end; now += EVERY) {
            budget.take(now, ages).ifPresent(news::add);
        }
    }

    @Test
    void tellsOnceThatPredictionsAreLateAndWhatTakesSoLong() {
        predictions(20, GOOD);
        predictions(1.6, SLOW_NODES);
        predictions(20, GOOD);
        assertThat(news).as("a hiccup").isEmpty();
        predictions(60, SLOW_NODES);
        assertThat(news).containsExactly(new Budget.News("predictions are 1.62 s old, over their budget of 0.9 s; most of it "
                + "goes to nodes before the model (in s: delay 0.50, devices and network 0.10, nodes before the model "
                + "1.00, model 0.02, shares and sending 0.00)", true));
    }

    @Test
    void takesItBackAfterTenSecondsInTime() {
        predictions(15, SLOW_NODES);
        predictions(3, GOOD);
        predictions(7, SLOW_NODES);
        assertThat(news).hasSize(1);
        predictions(20, GOOD);
        assertThat(news).hasSize(2);
        assertThat(news.get(1)).isEqualTo(new Budget.News("predictions are within their budget of 0.9 s again", false));
        predictions(20, GOOD);
        predictions(20, SLOW_NODES);
        assertThat(news).extracting(Budget.News::late).containsExactly(true, false, true);
    }

    @Test
    void namesTheSlowestHopWhateverItIs() {
        predictions(6, new double[]{0.5, 1.5, 1.7, 1.8, 1.9});
        assertThat(news.get(0).text()).contains("most of it goes to devices and network (");
    }

    @Test
    void whatIsWaitedForByTheSettingsIsNoSlowHop() {
        predictions(6, new double[]{0.85, 0.86, 0.87, 0.95, 0.96});
        assertThat(news.get(0).text()).contains("most of it goes to model (");
    }

    @Test
    void knowsTheRestWhereTheDelayOfTheRowsIsNotKnown() {
        predictions(6, new double[]{Double.NaN, 0.6, 0.61, 1.62, 1.62});
        assertThat(news.get(0).text()).contains("most of it goes to model (", "delay 0.00, devices and network 0.60");
    }

    @Test
    void isSilentWithoutABudget() {
        Budget none = new Budget(0);
        for (int i = 0; i < 100; i++) {
            assertThat(none.take(i, SLOW_NODES)).isEmpty();
        }
    }
}
