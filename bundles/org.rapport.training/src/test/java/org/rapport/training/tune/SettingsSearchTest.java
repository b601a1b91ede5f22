package org.rapport.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.model.network.Architectures;
import org.rapport.training.Planted;
import org.rapport.training.fit.Halving;
import org.rapport.training.fit.OneCycle;
import org.rapport.training.fit.Schedule;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;

class SettingsSearchTest {

    /** A trial is told by what differs from the first one: also by what a training leaves unsaid. */
    @Test
    void anotherProcessReadsTheSameTrials() throws Exception {
        TrainingOptions usual = Planted.options(4).with(new Schedule(4, 8, 0.01, new Halving(2), 0, 0));
        TrainingOptions cycle = new TrainingOptions(new WindowOptions(10, 5, 0, 2, 3), usual.network(),
                new Schedule(4, 8, 0.02, new OneCycle(4), 0, 0.1), usual.modalityDropout(), usual.seed());
        for (List<TrainingOptions> both : List.of(List.of(usual, cycle), List.of(cycle, usual))) {
            SettingsSearch search = new SettingsSearch(List.of(new Trial("trial-1", Map.of("schedule", "one"), both.get(0)),
                    new Trial("trial-2", Map.of("schedule", "another"), both.get(1))), 2, 2);
            assertThat(SettingsSearch.read(search.words(), both.get(0), Architectures.STANDARD)).isEqualTo(search);
        }
    }
}
