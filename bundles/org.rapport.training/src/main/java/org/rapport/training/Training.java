package org.rapport.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import org.rapport.model.Contract;
import org.rapport.model.LossValues;
import org.rapport.model.ModelException;
import org.rapport.model.ModelFolder;
import org.rapport.model.NetworkShape;
import org.rapport.model.Trainer;
import org.rapport.model.TrainingPlan;

/** Fits the network to the training recordings, keeps the epoch that does best on validation, and scores it on test. */
final class Training {
    private final Study study;
    private final TrainingOptions options;
    private final List<Recording> training;
    private final List<Recording> validation;
    private final List<Recording> test;
    private final Contract contract;
    private final Consumer<String> progress;

    Training(Study study, TrainingOptions options, List<Recording> training, List<Recording> validation, List<Recording> test, Consumer<String> progress)
            throws StudyException {
        this.study = study;
        this.options = options;
        this.training = training;
        this.validation = validation;
        this.test = test;
        this.progress = progress;
        this.contract = contract(training);
    }

    private Contract contract(List<Recording> recordings) throws StudyException {
        Recording first = recordings.get(0);
        for (Recording other : recordings) {
            if (!other.emitterChannels().equals(first.emitterChannels()) || !other.receiverChannels().equals(first.receiverChannels())) {
                throw new StudyException("sessions " + first.session().name() + " and " + other.session().name()
                        + " have different channels; train on sessions that were recorded with the same devices");
            }
        }
        Moments emitter = Moments.of(recordings, first.emitterChannels().size(), Recording::emitter);
        Moments receiver = Moments.of(recordings, first.receiverChannels().size(), Recording::receiver);
        Moments labels = Moments.of(recordings, 2, Recording::labels);
        if (labels.deviation(0) == 0 || labels.deviation(1) == 0) {
            throw new StudyException(study.folder() + ": the labels of the training sessions never change, so there is nothing to learn");
        }
        return new Contract(emitter.inputs(first.emitterChannels()), receiver.inputs(first.receiverChannels()),
                new Contract.Features(Double.parseDouble(first.provenance().get("rate")), first.provenance().get("node"), first.provenance()),
                new Contract.Window(options.steps(), options.liveHop(), options.lookAhead()),
                List.of(new Contract.Target("competence", "", labels.mean(0), labels.deviation(0)),
                        new Contract.Target("warmth", "", labels.mean(1), labels.deviation(1))),
                new Contract.Study(study.name(), study.hash(), study.synthetic()), new Contract.Evaluation("none", Map.of()));
    }

    /** Trains and writes the model folder; returns what was found. */
    Map<String, Double> run(Path out) throws IOException, ModelException, StudyException {
        Windows windows = new Windows(training, contract, options.hop());
        if (windows.count() < options.batch()) {
            throw new StudyException(study.folder() + ": the training sessions give " + windows.count() + " windows of " + options.steps()
                    + " rows, fewer than one batch of " + options.batch() + "; record more, or use --window, --hop or --batch");
        }
        NetworkShape shape = new NetworkShape(contract.emitter().size(), contract.receiver().size(), options.steps());
        progress.accept(String.format(Locale.ROOT, "%d windows of %d steps, emitter %d and receiver %d channels", windows.count(), options.steps(),
                shape.emitterWidth(), shape.receiverWidth()));
        Path best = Files.createTempDirectory("rapport-best");
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, org.rapport.model.Objective.FULL, options.batch(), options.seed()))) {
            int bestEpoch = fit(trainer, windows, best);
            try (Trainer chosen = Trainer.restore(best)) {
                Map<String, Double> scores = scores(chosen, bestEpoch);
                ModelFolder.write(out, new Contract(contract.emitter(), contract.receiver(), contract.features(), contract.window(),
                        contract.targets(), contract.trainedOn(), new Contract.Evaluation("by-dyad", scores)), chosen);
                return scores;
            }
        } finally {
            delete(best);
        }
    }

    private int fit(Trainer trainer, Windows windows, Path best) throws IOException, ModelException, StudyException {
        Random random = new Random(options.seed());
        double bestScore = Double.NEGATIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            long started = System.nanoTime();
            double rate = options.rate() * Math.pow(0.5, (epoch - 1) / options.halveEvery());
            double task = 0;
            double distillation = 0;
            double enhancement = 0;
            List<List<Integer>> batches = windows.batches(options.batch(), random);
            for (List<Integer> numbers : batches) {
                LossValues losses = trainer.step(windows.batch(numbers, options.modalityDropout(), random), (float) rate);
                task += losses.task() / batches.size();
                distillation += losses.distillation() / batches.size();
                enhancement += losses.enhancement() / batches.size();
            }
            if (Double.isNaN(task)) {
                throw new StudyException("the loss became NaN in epoch " + epoch + "; try a lower --learning-rate");
            }
            Evaluation evaluation = Evaluation.of(trainer, validation, contract, options.hop());
            double score = evaluation.meanConcordance();
            boolean better = score > bestScore;
            if (better) {
                bestScore = score;
                bestEpoch = epoch;
                trainer.save(best);
            }
            progress.accept(String.format(Locale.ROOT,
                    "epoch %2d/%d  loss task %.3f kd %.4f se %.4f  validation CCC competence %.3f warmth %.3f%s  %.0f windows/s", epoch,
                    options.epochs(), task, distillation, enhancement, evaluation.competence().ccc(), evaluation.warmth().ccc(),
                    better ? " *" : "  ", batches.size() * options.batch() / ((System.nanoTime() - started) * 1e-9)));
        }
        if (bestEpoch == 0) {
            throw new StudyException(study.folder() + ": no validation score could be computed; its validation labels never change");
        }
        return bestEpoch;
    }

    private Map<String, Double> scores(Trainer trainer, int epoch) {
        Evaluation unseen = Evaluation.of(trainer, test, contract, options.liveHop());
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("competence.ccc", unseen.competence().ccc());
        scores.put("warmth.ccc", unseen.warmth().ccc());
        scores.put("competence.pearson", unseen.competence().pearson());
        scores.put("warmth.pearson", unseen.warmth().pearson());
        scores.put("competence.rmse", unseen.competence().rmse());
        scores.put("warmth.rmse", unseen.warmth().rmse());
        if (test.size() > 1) {
            Evaluation wrong = Evaluation.of(trainer, pseudoDyads(), contract, options.liveHop());
            scores.put("pseudo-dyad.competence.ccc", wrong.competence().ccc());
            scores.put("pseudo-dyad.warmth.ccc", wrong.warmth().ccc());
        }
        scores.put("epoch", (double) epoch);
        return scores;
    }

    /** Each receiver with the emitter of the next test session. */
    private List<Recording> pseudoDyads() {
        return java.util.stream.IntStream.range(0, test.size()).mapToObj(i -> test.get(i).withEmitterOf(test.get((i + 1) % test.size()))).toList();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
