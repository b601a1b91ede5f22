import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.training.data.Draw;
import org.rapport.training.data.Draws;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.data.Windows;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.Predictor;
import org.rapport.training.evaluation.Series;
import org.rapport.training.evaluation.TrainerPredictor;

/**
 * What scoring takes beside the network's own passes: the regressions and other controls, with 412 + 68 features of 25 rows a
 * second. ScoringSpeed [TRAINING_SESSIONS [SECONDS [NETWORK]]]
 *
 * With the name of a network, all of scoring, beside an epoch of its training on eight times as many sessions as are tested.
 */
public final class ScoringSpeed {
    private static final int EMITTER = 412;
    private static final int RECEIVER = 68;
    private static final double RATE = 25;
    private static final int HOP = 5;
    private static final int STEPS = 100;
    private static final int LEARNED_HOP = 25;

    public static void main(String[] args) {
        int training = args.length > 0 ? Integer.parseInt(args[0]) : 16;
        int rows = (int) (RATE * (args.length > 1 ? Double.parseDouble(args[1]) : 138));
        boolean whole = args.length > 2;
        int others = whole ? Math.max(1, training / 8) : training / 4;
        List<Recording> sessions = IntStream.range(0, training + others * 2).mapToObj(i -> session(i, rows)).toList();
        List<Recording> learned = sessions.subList(0, training);
        List<Recording> validation = sessions.subList(training, training + others);
        List<Recording> test = sessions.subList(training + others, sessions.size());
        Recording some = sessions.get(0);
        Contract contract = new Contract(inputs(some.emitterChannels()), inputs(some.receiverChannels()), some.provenance(),
                new Contract.Window(STEPS, HOP, 0),
                List.of(new Contract.Target("competence", "", 0, 1), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("benchmark", "0", true), new Contract.Evaluation("none", Map.of()));
        if (!whole) {
            Times scoring = Times.begin();
            long sum = score(contract, learned, sessions, validation, test, ScoringSpeed::emptyHanded);
            System.out.printf(Locale.ROOT, "%d training sessions of %d rows: %s; predictions: %016x%n", training, rows,
                    scoring.text(), sum);
            return;
        }
        NetworkShape shape = new NetworkShape(EMITTER, RECEIVER, STEPS)
                .withArchitecture(Architectures.STANDARD.of(args[2]).orElseThrow());
        TrainingPlan plan = new TrainingPlan(shape, 1);
        Windows windows = new Windows(learned, contract, LEARNED_HOP, 0);
        try (Trainer trainer = Trainer.create(plan)) {
            List<Draw> draws = new Draws(windows, plan.batchSize(), 0.1, 1).epoch();
            trainer.losses(windows.batch(draws.get(0)));
            Times epoch = Times.begin();
            for (Draw draw : draws) {
                trainer.step(windows.batch(draw), 1e-3);
            }
            System.out.printf(Locale.ROOT, "%s, %d + %d + %d sessions of %d rows: an epoch of %d windows %s;", args[2], training,
                    others, others, rows, windows.count(), epoch.text());
            Times scoring = Times.begin();
            long sum = score(contract, learned, sessions, validation, test,
                    new TrainerPredictor(new Ensemble(List.of(trainer)), contract, HOP));
            System.out.printf(Locale.ROOT, " scoring %s; predictions: %016x%n", scoring.text(), sum);
        }
    }

    private static long score(Contract contract, List<Recording> learned, List<Recording> sessions, List<Recording> validation,
            List<Recording> test, Predictor predictor) {
        return sum(new Evaluator(contract, learned, sessions, 0, true).evaluate(predictor, "by-dyad", false, validation, test)
                .conditions());
    }

    private record Times(long wall, long processor) {
        static Times begin() {
            return new Times(System.nanoTime(), ScoringSpeed.processor());
        }

        String text() {
            return String.format(Locale.ROOT, "%.1f s, %.1f s of processor time", (System.nanoTime() - wall) / 1e9,
                    (ScoringSpeed.processor() - processor) / 1e9);
        }
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The same for the same bits. */
    private static long sum(List<Condition> conditions) {
        long sum = 0;
        for (Condition condition : conditions) {
            for (Series series : condition.series()) {
                sum = 31 * sum + Arrays.deepHashCode(series.predictions());
            }
        }
        return sum;
    }

    private static Series emptyHanded(Recording recording) {
        int[] rows = IntStream.iterate(STEPS - 1, row -> row < recording.rows(), row -> row + HOP).toArray();
        float[][] predictions = new float[2][rows.length];
        float[][] labels = new float[2][rows.length];
        float[] all = recording.labels().toArray();
        for (int i = 0; i < rows.length; i++) {
            for (int target = 0; target < 2; target++) {
                predictions[target][i] = all[2 * rows[i] + target] * 0.5f + i % 7;
                labels[target][i] = all[2 * rows[i] + target];
            }
        }
        return new Series(recording, rows, predictions, labels);
    }

    /** Walks at random; labels are of both people's. */
    private static Recording session(int number, int rows) {
        Random random = new Random(number);
        double[] times = IntStream.range(0, rows).mapToDouble(row -> row / RATE).toArray();
        float[] emitter = walks(random, rows, EMITTER);
        float[] receiver = walks(random, rows, RECEIVER);
        float[] labels = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            labels[2 * row] = emitter[row * EMITTER] * receiver[row * RECEIVER] + (float) random.nextGaussian();
            labels[2 * row + 1] = row % 500 == 0 ? Float.NaN : receiver[row * RECEIVER + 1] + (float) random.nextGaussian();
        }
        return new Recording(new Session("s" + number, "e" + number, "r" + number, Path.of(number + ".xdf")),
                channels(Role.EMITTER, EMITTER), channels(Role.RECEIVER, RECEIVER),
                Contract.Features.of(RATE, Origin.derived("rapport.resampler", Map.of("rate", RATE))), times,
                FeatureRows.of(emitter, EMITTER), FeatureRows.of(receiver, RECEIVER), FeatureRows.of(labels, 2));
    }

    private static float[] walks(Random random, int rows, int width) {
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i < width ? 0 : 0.98f * values[i - width]) + 0.2f * (float) random.nextGaussian();
        }
        return values;
    }

    private static List<Channel> channels(Role role, int count) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            channels.add(new Channel(role, "Face", "c" + i, "", "", Channel.Scale.CONTINUOUS));
        }
        return channels;
    }

    private static List<Contract.Input> inputs(List<Channel> channels) {
        return channels.stream().map(channel -> new Contract.Input(channel, 0, 1)).toList();
    }
}
