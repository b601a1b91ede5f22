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
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.Predictor;
import org.rapport.training.evaluation.Series;

/**
 * What scoring takes beside the network's own passes: the regressions and other controls, with 412 + 68 features of 25 rows a
 * second. ScoringSpeed [TRAINING_SESSIONS [SECONDS]]
 */
public final class ScoringSpeed {
    private static final int EMITTER = 412;
    private static final int RECEIVER = 68;
    private static final double RATE = 25;
    private static final int HOP = 5;
    private static final int STEPS = 100;

    public static void main(String[] args) {
        int training = args.length > 0 ? Integer.parseInt(args[0]) : 16;
        int rows = (int) (RATE * (args.length > 1 ? Double.parseDouble(args[1]) : 138));
        List<Recording> sessions = IntStream.range(0, training + training / 4 * 2).mapToObj(i -> session(i, rows)).toList();
        List<Recording> learned = sessions.subList(0, training);
        List<Recording> validation = sessions.subList(training, training + training / 4);
        List<Recording> test = sessions.subList(training + training / 4, sessions.size());
        Recording some = sessions.get(0);
        Contract contract = new Contract(inputs(some.emitterChannels()), inputs(some.receiverChannels()), some.provenance(),
                new Contract.Window(STEPS, HOP, 0),
                List.of(new Contract.Target("competence", "", 0, 1), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("benchmark", "0", true), new Contract.Evaluation("none", Map.of()));
        Predictor nothing = ScoringSpeed::emptyHanded;
        long wall = System.nanoTime();
        long processor = processor();
        Evaluation evaluation = new Evaluator(contract, learned, sessions, 0, true).evaluate(nothing, "by-dyad", false,
                validation, test);
        System.out.printf(Locale.ROOT, "%d training sessions of %d rows: %.1f s, %.1f s of processor time; predictions: %016x%n",
                training, rows, (System.nanoTime() - wall) / 1e9, (processor() - processor) / 1e9, sum(evaluation.conditions()));
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
