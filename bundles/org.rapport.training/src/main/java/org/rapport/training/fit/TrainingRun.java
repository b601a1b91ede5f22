package org.rapport.training.fit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.Scores;
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
 * Fits the network to the training recordings and keeps the epoch that does best on validation. The same data and options give
 * the same weights to the bit, in one go or in several.
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
        Windows windows = windows(contract, options, sides);
        NetworkShape shape = options.network().shape(contract.emitter().size(), contract.receiver().size(),
                contract.window().steps());
        progress.say(String.format(Locale.ROOT, "%d windows of %d steps, emitter %d and receiver %d channels", windows.count(),
                shape.steps(), shape.emitterWidth(), shape.receiverWidth()));
        Schedule schedule = options.schedule();
        TrainingPlan plan = new TrainingPlan(shape, options.network().objective(), schedule.batch(), options.seed());
        Draws draws = new Draws(windows, schedule.batch(), options.modalityDropout(), options.seed());
        for (int past = folder.epochs().size(); past > 0; past--) {
            draws.epoch();
        }
        try (Trainer trainer = folder.trainer(plan); EventFile events = new EventFile(folder.folder())) {
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
        Windows windows = new Windows(sides.training(), contract, options.window().hop());
        int batch = options.schedule().batch();
        if (windows.count() < batch) {
            throw new StudyException("the training sessions of " + contract.trainedOn().name() + " give " + windows.count()
                    + " windows of " + contract.window().steps() + " rows, fewer than one batch of " + batch
                    + "; record more, or use --window, --hop or --batch");
        }
        requireChange(contract, sides.validation());
        return windows;
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
        return patience > 0 && folder.epochs().size() - folder.best().map(EpochResult::epoch).orElse(0) >= patience;
    }

    private Optional<EpochResult> epoch(Trainer trainer, Windows windows, List<Draw> draws)
            throws StudyException, InterruptedException {
        int epoch = folder.epochs().size() + 1;
        long started = System.nanoTime();
        double[] sums = new double[3];
        int step = 0;
        try (BatchesAhead batches = new BatchesAhead(windows, draws)) {
            while (batches.hasNext()) {
                LossValues losses = trainer.step(batches.next(), options.schedule().rate(epoch));
                step++;
                checkLoss(losses, epoch, step);
                sums[0] += losses.task() / draws.size();
                sums[1] += losses.distillation() / draws.size();
                sums[2] += losses.enhancement() / draws.size();
                progress.show(String.format(Locale.ROOT, "epoch %d/%d  %s  loss %.3f", epoch, options.schedule().epochs(),
                        Bar.of(step, draws.size()), losses.total()));
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
            }
        }
        Scores[] scores = validate(trainer);
        return Optional.of(new EpochResult(epoch, sums[0], sums[1], sums[2], scores[0].ccc(), scores[1].ccc(),
                (System.nanoTime() - started) * 1e-9));
    }

    private void checkLoss(LossValues losses, int epoch, int step) throws StudyException {
        if (!Double.isFinite(losses.total())) {
            throw new StudyException(String.format(Locale.ROOT,
                    "the loss became %s in step %d of epoch %d (task %s, kd %s, se %s); try a lower --learning-rate%s",
                    losses.total(),
                    step, epoch, losses.task(), losses.distillation(), losses.enhancement(), folder.best()
                            .map(best -> "; the best epoch so far, " + best.epoch() + ", is kept in " + folder.folder())
                            .orElse("")));
        }
    }

    private Scores[] validate(Trainer trainer) {
        Predictor predictor = new TrainerPredictor(trainer, contract, options.window().hop());
        List<Series> series = sides.validation().stream().map(predictor::predict).toList();
        return new Scores[] { Series.scores(series, 0), Series.scores(series, 1) };
    }

    private static Map<String, Double> scalars(EpochResult epoch) {
        return Map.of("loss/task", epoch.task(), "loss/kd", epoch.distillation(), "loss/se", epoch.enhancement(),
                "ccc/competence", epoch.competence(), "ccc/warmth", epoch.warmth());
    }

    private String line(EpochResult epoch, int windows) {
        int left = options.schedule().epochs() - epoch.epoch();
        boolean best = folder.best().filter(epoch::equals).isPresent();
        return String.format(Locale.ROOT, "epoch %2d/%d  loss task %.3f kd %.4f se %.4f  validation CCC competence %.3f "
                + "warmth %.3f%s"
                + "  %.0f windows/s%s", epoch.epoch(), options.schedule().epochs(), epoch.task(), epoch.distillation(),
                epoch.enhancement(), epoch.competence(), epoch.warmth(), best ? " *" : "  ", windows / epoch.seconds(),
                left == 0 ? "" : "  " + Bar.clock(left * epoch.seconds()) + " left");
    }
}
