package org.rapport.training.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.MissingInput;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.experiment.Fitting;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.experiment.Variant;

/**
 * What is predicted by the full model of a reproduction besides its row of the table.
 *
 * @param experiment its data
 * @param fitting the model, trained
 * @param variants the networks beside it, whose signals it is to do without
 * @param clocks that some of the sessions are predicted on
 */
record FullModel(Experiment experiment, Fitting fitting, List<Variant> variants, OtherClocks clocks) {
    private static final int[] MISSING_PERCENT = {0, 10, 30, 60};

    Map<String, List<Condition>> conditions() throws Exception {
        Map<String, UnaryOperator<Recording>> without = new LinkedHashMap<>();
        for (Variant variant : variants) {
            if (!variant.isOfOnePerson() && variant.impossible(experiment.sides().test().get(0)).isEmpty()) {
                variant.blinded().ifPresent(change -> without.put(variant.name(), change));
            }
        }
        MissingInput missing = new MissingInput(fitting.contract());
        Map<String, UnaryOperator<Recording>> lossy = new LinkedHashMap<>();
        for (int percent : MISSING_PERCENT) {
            lossy.put(String.valueOf(percent), recording -> missing.of(recording, percent / 100.0));
        }
        Map<String, List<Condition>> conditions = new LinkedHashMap<>();
        Evaluation scored = fitting.evaluate(clocks);
        conditions.put(PartResults.EVALUATION, scored.conditions());
        conditions.put(PartResults.CLOCKS, scored.clocks());
        conditions.put(PartResults.WITHOUT, List.copyOf(fitting.predict(without).values()));
        conditions.put(PartResults.MISSING, List.copyOf(fitting.predict(lossy).values()));
        conditions.put(PartResults.DELAYS, delays());
        return conditions;
    }

    /** What it costs to predict the newest row instead of one with as much after it as before. */
    private List<Condition> delays() throws Exception {
        int half = fitting.contract().window().steps() / 2;
        String later = String.format(Locale.ROOT, "full network, the middle row of each window, %.1f s late",
                half / fitting.contract().features().rate());
        List<String> targets = fitting.contract().targetNames();
        return List.of(Condition.of("live", "full network, the newest row of each window", targets, fitting.predict(0)),
                Condition.of("offline", later, targets, fitting.predict(half)));
    }
}
