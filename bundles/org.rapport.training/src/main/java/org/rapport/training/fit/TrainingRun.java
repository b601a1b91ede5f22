package org.rapport.training.fit;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.Loss;
import org.rapport.model.network.LossValues;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.training.data.Draw;
import org.rapport.training.data.Draws;
import org.rapport.training.data.Moments;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Windows;
import org.rapport.training.evaluation.Predictor;
import org.rapport.training.evaluation.Series;
import org.rapport.training.evaluation.TrainerPredictor;
import org.rapport.training.study.StudyException;

/**
 * Fits the network to the training recordings and keeps the epoch that does best on validation, or the last one where there is
 * no validation side to choose by. The same data and options give the same weights to the bit, in one go or in several.
 */
public final class TrainingRun {
    private final Contract contract;
    private final TrainingOptions options;
    private final Sides sides;
    private final RunFolder folder;
    private final Progress progress;
    private final BooleanSupplier stop;

    /** @param stop asked after each step whether to end before the time */
    public TrainingRun(Contract contract, TrainingOptions options, Sides sides, RunFolder folder, Progress progress,
            BooleanSupplier stop) {
        this.contract = contract;
        this.options = options;
        this.sides = sides;
        this.folder = folder;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Trains to the end, from where the folder stands.
     *
     * @return whether it came to the end
     * @throws StudyException if the data are too few or the loss is no number any more
     */
    public boolean run() throws StudyException, ModelException, IOException, InterruptedException {
        Optional<String> missing = ProcessorType.missing(options.precision());
        if (missing.isPresent()) {
            throw new StudyException("cannot train with --precision " + options.precision() + " here: " + missing.get());
        }
        Windows windows = windows(contract, options, sides);
        NetworkShape shape = options.network().shape(contract);
        progress.say(String.format(Locale.ROOT, "%d windows of %d steps, emitter %d and receiver %d channels", windows.count(),
                shape.steps(), contract.emitter().size(), contract.receiver().size()));
        Schedule schedule = options.schedule();
        TrainingPlan plan = new TrainingPlan(shape, options.network().objective(), schedule.batch(), options.seed(),
                schedule.weightDecay());
        Draws draws = new Draws(windows, schedule.batch(), options.modalityDropout(), options.seed());
        for (int past = folder.epochs().size(); past > 0; past--) {
            draws.epoch();
        }
        try (Trainer trainer = folder.trainer(plan, options.precision()); EventFile events = new EventFile(folder.folder())) {
            while (folder.epochs().size() < schedule.epochs() && !outOfPatience()) {
                Optional<EpochResult> epoch = epoch(trainer, windows, draws.epoch());
                if (epoch.isEmpty()) {
                    return false;
                }
                folder.add(epoch.get(), trainer);
                events.write(epoch.get().epoch(), scalars(epoch.get()));
                progress.say(line(epoch.get(), windows.count() / schedule.batch() * schedule.batch()));
            }
        }
        folder.finish();
        return true;
    }

    /**
     * The windows that a training learns from.
     *
     * @throws StudyException if they are too few, or no epoch could be told from another on validation
     */
    public static Windows windows(Contract contract, TrainingOptions options, Sides sides) throws StudyException {
        Windows windows = new Windows(sides.training(), contract, options.window().hop(), options.window().leadIn());
        int batch = options.schedule().batch();
        if (windows.count() < batch) {
            throw new StudyException("the training sessions of " + contract.trainedOn().name() + " give " + windows.count()
                    + " windows of " + contract.window().steps() + " rows, fewer than one batch of " + batch
                    + "; record more, or use --window, --hop or --batch");
        }
        if (isChosen(sides)) {
            requireChange(contract, sides.validation());
        }
        return windows;
    }

    /** Whether epochs are told from one another, or simply the last one counts. */
    private static boolean isChosen(Sides sides) {
        return !sides.validation().isEmpty();
    }

    /** The best epoch is known by its score on validation. */
    private static void requireChange(Contract contract, List<Recording> validation) throws StudyException {
        Moments labels = Moments.of(validation, contract.targets().size(), Recording::labels);
        if (IntStream.range(0, contract.targets().size()).allMatch(target -> labels.deviation(target) == 0)) {
            throw new StudyException("the labels of the validation sessions of " + contract.trainedOn().name()
                    + " never change, so no epoch can be told from another; add sessions, or try another --seed or --split");
        }
    }

    private boolean outOfPatience() {
        int patience = options.schedule().patience();
        return patience > 0 && isChosen(sides)
                && folder.epochs().size() - folder.best().map(EpochResult::epoch).orElse(0) >= patience;
    }

    private Optional<EpochResult> epoch(Trainer trainer, Windows windows, List<Draw> draws)
            throws StudyException, InterruptedException {
        int epoch = folder.epochs().size() + 1;
        long started = System.nanoTime();
        Map<Loss, Double> sums = new EnumMap<>(Loss.class);
        int step = 0;
        try (BatchesAhead batches = new BatchesAhead(windows, draws)) {
            while (batches.hasNext()) {
                LossValues losses = trainer.step(batches.next(),
                        options.schedule().rate(epoch - 1 + step / (double) draws.size()));
                step++;
                checkLoss(losses, epoch, step);
                losses.values().forEach((loss, value) -> sums.merge(loss, value / draws.size(), Double::sum));
                progress.show(String.format(Locale.ROOT, "epoch %d/%d  %s  loss %.3f", epoch, options.schedule().epochs(),
                        Bar.of(step, draws.size()), losses.total()));
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new EpochResult(epoch, sums, validate(trainer), (System.nanoTime() - started) * 1e-9));
    }

    private void checkLoss(LossValues losses, int epoch, int step) throws StudyException {
        if (!Double.isFinite(losses.total())) {
            throw new StudyException(String.format(Locale.ROOT,
                    "the loss became %s in step %d of epoch %d (%s); try a lower --learning-rate%s", losses.total(), step, epoch,
                    losses.values().entrySet().stream().map(loss -> loss.getKey().key() + " " + loss.getValue())
                            .collect(Collectors.joining(", ")),
                    folder.best().map(best -> "; the best epoch so far, " + best.epoch() + ", is kept in " + folder.folder())
                            .orElse("")));
        }
    }

    private Map<String, Double> validate(Trainer trainer) {
        if (!isChosen(sides)) {
            return Map.of();
        }
        Predictor predictor = new TrainerPredictor(new Ensemble(List.of(trainer)), contract, options.window().hop());
        List<Series> series = sides.validation().stream().map(predictor::predict).toList();
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int target = 0; target < contract.targets().size(); target++) {
            scores.put(contract.targets().get(target).name(), Series.scores(series, target).ccc());
        }
        return scores;
    }

    private static Map<String, Double> scalars(EpochResult epoch) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        epoch.losses().forEach((loss, value) -> scalars.put("loss/" + loss.key(), value));
        epoch.scores().forEach((target, value) -> scalars.put("ccc/" + target, value));
        return scalars;
    }

    private String line(EpochResult epoch, int windows) {
        int left = options.schedule().epochs() - epoch.epoch();
        boolean best = folder.best().filter(epoch::equals).isPresent();
        String losses = epoch.losses().entrySet().stream().filter(loss -> isShown(loss.getKey(), loss.getValue()))
                .map(loss -> String.format(Locale.ROOT, " %s %.3g", loss.getKey().key(), loss.getValue()))
                .collect(Collectors.joining());
        String scores = epoch.scores().entrySet().stream()
                .map(score -> String.format(Locale.ROOT, " %s %.3f", score.getKey(), score.getValue()))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "epoch %2d/%d  loss%s%s%s  %.0f windows/s%s", epoch.epoch(),
                options.schedule().epochs(), losses, isChosen(sides) ? "  validation CCC" + scores : "", best ? " *" : "  ",
                windows / epoch.seconds(), left == 0 ? "" : "  " + Bar.clock(left * epoch.seconds()) + " left");
    }

    /** The paper's, also where they are ablated, and what else is minimised. */
    private boolean isShown(Loss loss, double value) {
        return !Double.isNaN(value) && (loss.paperWeight() > 0 || options.network().objective().weight(loss) > 0);
    }
}
