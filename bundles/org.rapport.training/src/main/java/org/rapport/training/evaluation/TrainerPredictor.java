package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.network.Batch;
import org.rapport.model.network.Ensemble;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Windows;

/**
 * Predicts with networks in training, as they will be used live: row by row if they can, else of each window only the step whose
 * prediction counts.
 */
public final class TrainerPredictor implements Predictor {
    private static final int AT_ONCE = 64;

    private final Ensemble networks;
    private final Contract contract;
    private final int hop;

    /** @param hop rows from one prediction to the next */
    public TrainerPredictor(Ensemble networks, Contract contract, int hop) {
        this.networks = networks;
        this.contract = contract;
        this.hop = hop;
    }

    @Override
    public Series predict(Recording recording) {
        return predict(List.of(recording)).get(0);
    }

    /** A network that takes rows encodes signals that forms have in common with the first once. */
    @Override
    public List<Series> predict(List<Recording> forms) {
        List<Windows> windows = forms.stream().map(form -> Windows.due(form, contract, hop)).toList();
        List<float[][]> predicted = networks.live(contract.window().liveStep())
                .map(network -> byRow(new RowByRow(network, contract), forms, windows))
                .orElseGet(() -> windows.stream().map(this::byWindow).toList());
        return IntStream.range(0, forms.size()).mapToObj(i -> series(forms.get(i), windows.get(i), predicted.get(i))).toList();
    }

    private List<float[][]> byRow(RowByRow pass, List<Recording> forms, List<Windows> windows) {
        Recording first = forms.get(0);
        int[] due = lastRows(windows.get(0));
        List<Supplier<float[][]>> others = new ArrayList<>();
        for (int i = 1; i < forms.size(); i++) {
            Recording form = forms.get(i);
            int[] ofForm = lastRows(windows.get(i));
            Optional<float[][]> beside = isPart(form, first) && isPart(ofForm, due)
                    ? pass.beside(form, ofForm, form.emitter().isSame(first.emitter())) : Optional.empty();
            others.add(beside.<Supplier<float[][]>>map(predictions -> () -> predictions)
                    .orElse(() -> new RowByRow(networks.live(contract.window().liveStep()).orElseThrow(), contract).predict(form,
                            ofForm)));
        }
        List<float[][]> all = new ArrayList<>();
        all.add(pass.predict(first, due));
        others.forEach(other -> all.add(other.get()));
        return all;
    }

    /** Whether it has the same rows, or the first of them, and the same signals of one person at least. */
    private static boolean isPart(Recording form, Recording whole) {
        return form.rows() <= whole.rows() && Arrays.equals(form.times(), Arrays.copyOf(whole.times(), form.rows()))
                && (form.emitter().isSame(whole.emitter()) || form.receiver().isSame(whole.receiver()));
    }

    private static boolean isPart(int[] rows, int[] whole) {
        Set<Integer> all = IntStream.of(whole).boxed().collect(Collectors.toSet());
        return IntStream.of(rows).allMatch(all::contains);
    }

    private int[] lastRows(Windows windows) {
        return IntStream.range(0, windows.count()).map(i -> windows.row(i) + contract.window().steps() - 1).toArray();
    }

    private Series series(Recording recording, Windows windows, float[][] predicted) {
        int targets = contract.targets().size();
        int live = contract.window().liveStep();
        Series series = new Series(recording, IntStream.range(0, windows.count()).map(i -> windows.row(i) + live).toArray(),
                new float[targets][windows.count()], new float[targets][windows.count()]);
        float[] labels = recording.labels().toArray();
        for (int i = 0; i < windows.count(); i++) {
            for (int target = 0; target < targets; target++) {
                Contract.Target unit = contract.targets().get(target);
                double label = labels[series.rows()[i] * targets + target];
                series.predictions()[target][i] = unit.inUnits(predicted[i][target]);
                // as the network was shown it
                series.labels()[target][i] = unit.with(Calibration.NONE).inUnits((float) ((label - unit.mean()) / unit.std()));
            }
        }
        return series;
    }

    /** [windows][targets], standardised. */
    private float[][] byWindow(Windows windows) {
        int targets = contract.targets().size();
        int steps = contract.window().steps();
        float[][] predictions = new float[windows.count()][targets];
        for (int from = 0; from < windows.count(); from += AT_ONCE) {
            int[] numbers = IntStream.range(from, Math.min(windows.count(), from + AT_ONCE)).toArray();
            Batch batch = windows.batch(numbers);
            float[] predicted = networks.predict(batch.emitter(), batch.receiver());
            for (int i = 0; i < numbers.length; i++) {
                int at = (i * steps + contract.window().liveStep()) * targets;
                System.arraycopy(predicted, at, predictions[from + i], 0, targets);
            }
        }
        return predictions;
    }
}
