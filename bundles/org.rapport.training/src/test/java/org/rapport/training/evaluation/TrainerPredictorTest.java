package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.model.Contract;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.TrainingOptions;

class TrainerPredictorTest {
    private static final int ROWS = 90;

    @ParameterizedTest
    @CsvSource({"paper, 1", "paper, 2", "causal, 1", "lstm, 1", "gru, 1"})
    void formsOfARecordingTogetherArePredictedToTheBitAsEachAlone(String name, int networks) throws Exception {
        List<Recording> dyads = Planted.dyads(4, ROWS);
        TrainingOptions options = Planted.options(1);
        Contract contract = ContractDraft.of(Planted.study(dyads), options.window(),
                new Sides(dyads.subList(0, 2), dyads.subList(2, 3), dyads.subList(3, 4)), true);
        Architecture architecture = Architectures.STANDARD.of(name).orElseThrow();
        NetworkShape shape = options.network().shape(contract).withArchitecture(architecture);
        List<Trainer> trainers = IntStream.range(0, networks)
                .mapToObj(seed -> Trainer.create(new TrainingPlan(shape, Objective.FULL, 2, seed))).toList();
        try (Ensemble ensemble = new Ensemble(trainers)) {
            Predictor predictor = new TrainerPredictor(ensemble, contract, 2);
            Recording one = withAGap(dyads.get(0));
            List<Recording> forms = List.of(one, one.with(one.emitter().shifted(ROWS / 2), one.receiver()),
                    one.with(one.emitter(), one.receiver().missing()), one.with(one.emitter().missing(), one.receiver()),
                    one.withEmitterOf(dyads.get(1).slice(0, ROWS - 20)),
                    one.with(dyads.get(2).emitter(), dyads.get(1).receiver()), one);
            List<Series> together = predictor.predict(forms);
            assertThat(together).hasSameSizeAs(forms);
            for (int i = 0; i < forms.size(); i++) {
                Series alone = predictor.predict(forms.get(i));
                assertThat(together.get(i).recording()).isEqualTo(forms.get(i));
                assertThat(together.get(i).rows()).as("form %d", i).isEqualTo(alone.rows()).hasSizeGreaterThan(10);
                assertThat(together.get(i).predictions()).as("form %d", i).isDeepEqualTo(alone.predictions());
                assertThat(together.get(i).labels()).as("form %d", i).isDeepEqualTo(alone.labels());
                if (i > 0 && i < forms.size() - 1) {
                    assertThat(alone.predictions()[0]).as("form %d says something else", i)
                            .isNotEqualTo(together.get(0).predictions()[0]);
                }
            }
        }
    }

    /** Two seconds are left out in the middle. */
    private static Recording withAGap(Recording one) {
        double[] times = one.times().clone();
        for (int row = ROWS / 2; row < times.length; row++) {
            times[row] += 2;
        }
        return new Recording(one.session(), one.emitterChannels(), one.receiverChannels(), one.provenance(), times, one.emitter(),
                one.receiver(), one.labels());
    }
}
