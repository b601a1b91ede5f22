package org.rapport.training.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.evaluation.ClockSpread;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;

/** {@code card.md}: what a model is for, what it learned from, and how far it can be believed, for those who will use it. */
public final class ModelCard {
    private final Contract contract;
    private final Evaluation evaluation;
    private final Map<String, String> training;

    /** @param training what else it was trained with, name to value */
    public ModelCard(Contract contract, Evaluation evaluation, Map<String, String> training) {
        this.contract = contract;
        this.evaluation = evaluation;
        this.training = training;
    }

    public void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Impression model, " + evaluation.title());
        lines.add("");
        lines.add("Predicts what a receiver reports about an emitter (" + String.join(", ", contract.targetNames())
                + "), from signals of both (Li and Lai, Interspeech 2022).");
        lines.add("It is for research with people who agreed to it. It estimates what one person reports about another; it "
                + "says nothing");
        lines.add("about what that other person is like, and is not for decisions about people.");
        if (contract.trainedOn().synthetic()) {
            lines.add("");
            lines.add("**It learned from synthetic data: its scores say that the programs work, and nothing about people.**");
        }
        input(lines);
        scores(lines);
        lines.add("");
        lines.add("## Training");
        lines.add("");
        lines.add("Study " + contract.trainedOn().name() + ", SHA-256 `" + contract.trainedOn().hash() + "`.");
        lines.add("");
        training.forEach((name, value) -> lines.add("- " + name + ": " + value));
        Files.write(folder.resolve("card.md"), lines);
    }

    private void input(List<String> lines) {
        Contract.Window window = contract.window();
        lines.add("");
        lines.add("## Input");
        lines.add("");
        lines.add(String.format(Locale.ROOT,
                "Windows of %d rows at %s Hz made by %s; the prediction that counts live is that of row %d.", window.steps(),
                contract.features().rate(), contract.features().node(), window.liveStep() + 1));
        lines.add("");
        for (Role role : Role.values()) {
            Map<String, Integer> modalities = new LinkedHashMap<>();
            contract.inputs(role)
                    .forEach(input -> modalities.merge(
                            input.channel().type()
                                    + (input.channel().extractor().isEmpty() ? "" : " by " + input.channel().extractor()),
                            1, Integer::sum));
            modalities.forEach(
                    (modality, columns) -> lines.add("- " + role.word() + ": " + modality + ", " + columns + " columns"));
        }
    }

    private void scores(List<String> lines) {
        lines.add("");
        lines.add("## Scores");
        lines.add("");
        lines.add("Split " + evaluation.split() + ". Intervals of scores: 95 %, over dyads.");
        lines.add("");
        lines.add("```");
        lines.addAll(EvaluationTable.lines(evaluation));
        lines.add("```");
        lines.add("");
        for (Condition condition : evaluation.conditions()) {
            lines.add("- " + condition.name() + ": " + condition.meaning());
        }
        for (Conformal interval : evaluation.intervals()) {
            lines.add("- " + EvaluationTable.text(interval));
        }
        for (ClockSpread spread : evaluation.clockSpreads()) {
            lines.add("- " + EvaluationTable.text(spread));
        }
    }
}
