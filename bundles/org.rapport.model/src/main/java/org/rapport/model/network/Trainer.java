package org.rapport.model.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.json.JsonEntry;
import org.rapport.model.ModelException;
import org.rapport.model.file.FolderWriter;
import org.rapport.model.NamedArray;
import org.rapport.model.file.Safetensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A network in training. The same plan and batches give the same weights to the bit on the same type of processor with one of
 * TensorFlow's threads, with or without a {@link #save} and {@link #restore} in between; more threads add up in the order in
 * which they end, which changes last bits of a large network. Used by one thread.
 */
public final class Trainer implements AutoCloseable {
    private final TrainingPlan plan;
    private final Graph graph = new Graph();
    private final TrainingGraph training;
    private final Session session;
    private long steps;

    private Trainer(TrainingPlan plan, long steps, int threads, Precision precision) {
        this.plan = plan;
        this.steps = steps;
        this.training = new TrainingGraph(graph, plan);
        this.session = new Session(graph, false, SessionSettings.of(threads, precision));
    }

    /** A fresh network. */
    public static Trainer create(TrainingPlan plan) {
        return create(plan, 0);
    }

    /**
     * The same, computed by so many threads.
     *
     * @param threads the same in the whole process, since TensorFlow heeds the first; 0 for one a processor
     */
    public static Trainer create(TrainingPlan plan, int threads) {
        return create(plan, threads, Precision.FLOAT32);
    }

    /**
     * The same, with products of some precision.
     *
     * @param threads the same in the whole process, since TensorFlow heeds the first; 0 for one a processor
     */
    public static Trainer create(TrainingPlan plan, int threads, Precision precision) {
        Trainer trainer = new Trainer(plan, 0, threads, precision);
        trainer.training.variables().initialise(trainer.session);
        return trainer;
    }

    /**
     * A network as it was saved, to go on with.
     *
     * @throws ModelException if the folder is no whole checkpoint, or of an architecture that does not come with Rapport
     */
    public static Trainer restore(Path checkpoint) throws ModelException {
        return restore(checkpoint, Architectures.STANDARD);
    }

    /**
     * The same, of any architecture.
     *
     * @param architectures those that it can be of
     * @throws ModelException if the folder is no whole checkpoint of one of them
     */
    public static Trainer restore(Path checkpoint, Architectures architectures) throws ModelException {
        return restore(checkpoint, architectures, 0);
    }

    /**
     * The same, computed by so many threads.
     *
     * @param threads the same in the whole process, since TensorFlow heeds the first; 0 for one a processor
     * @throws ModelException if the folder is no whole checkpoint of one of them
     */
    public static Trainer restore(Path checkpoint, Architectures architectures, int threads) throws ModelException {
        return restore(checkpoint, architectures, threads, Precision.FLOAT32);
    }

    /**
     * The same, with products of some precision.
     *
     * @param threads the same in the whole process, since TensorFlow heeds the first; 0 for one a processor
     * @throws ModelException if the folder is no whole checkpoint of one of them
     */
    public static Trainer restore(Path checkpoint, Architectures architectures, int threads, Precision precision)
            throws ModelException {
        Checkpoint saved = Checkpoint.read(checkpoint, architectures);
        Trainer trainer = new Trainer(saved.plan(), saved.steps(), threads, precision);
        try {
            Checkpoint.restoreVariables(checkpoint, trainer.session);
        } catch (ModelException e) {
            trainer.close();
            throw e;
        }
        return trainer;
    }

    /** What this training was made with. */
    public TrainingPlan plan() {
        return plan;
    }

    /** How many steps it has made. */
    public long steps() {
        return steps;
    }

    /**
     * Changes the weights by one step of Adam.
     *
     * @param batch exactly as many windows as the plan says
     * @return the losses before the step, with dropout
     * @throws IllegalArgumentException if the batch has another size
     */
    public LossValues step(Batch batch, double learningRate) {
        LossValues losses = losses(run(batch, 1 - plan.shape().dropout(), learningRate, training.losses().all(), true));
        steps++;
        return losses;
    }

    /**
     * The losses of one batch without dropout; changes nothing.
     *
     * @throws IllegalArgumentException if the batch does not have as many windows as the plan says
     */
    public LossValues losses(Batch batch) {
        return losses(run(batch, 1, 0, training.losses().all(), false));
    }

    private static LossValues losses(List<float[]> scalars) {
        Map<Loss, Double> values = new EnumMap<>(Loss.class);
        for (Loss loss : Loss.values()) {
            values.put(loss, (double) scalars.get(loss.ordinal())[0]);
        }
        return new LossValues(values, scalars.get(scalars.size() - 1)[0]);
    }

    /**
     * Predicts without dropout.
     *
     * @param emitter any number of windows [windows x steps x K], standardised, without NaN
     * @param receiver the same windows [windows x steps x L]
     * @return [windows x steps x targets], standardised
     * @throws IllegalArgumentException if the two do not hold the same number of whole windows
     */
    public float[] predict(float[] emitter, float[] receiver) {
        NetworkShape shape = plan.shape();
        int emitterSize = shape.steps() * shape.emitterWidth();
        int receiverSize = shape.steps() * shape.receiverWidth();
        int outputSize = shape.steps() * shape.targets();
        int windows = emitter.length / emitterSize;
        if (emitter.length != windows * emitterSize || receiver.length != windows * receiverSize) {
            throw new IllegalArgumentException(emitter.length + " emitter and " + receiver.length
                    + " receiver values are no whole windows of " + emitterSize + " and " + receiverSize);
        }
        float[] predictions = new float[windows * outputSize];
        for (int first = 0; first < windows; first += plan.batchSize()) {
            int last = first + plan.batchSize();
            // copyOfRange fills up the last batch with zeros, whose predictions are left out again
            Batch batch = new Batch(Arrays.copyOfRange(emitter, first * emitterSize, last * emitterSize),
                    Arrays.copyOfRange(receiver, first * receiverSize, last * receiverSize),
                    new float[plan.batchSize() * outputSize]);
            float[] part = run(batch, 1, 0, List.of(training.network().prediction()), false).get(0);
            System.arraycopy(part, 0, predictions, first * outputSize, (Math.min(last, windows) - first) * outputSize);
        }
        return predictions;
    }

    /**
     * One pass through the graph.
     *
     * @param keep the part of the units that dropout keeps
     * @return the values of what is asked for, each row-major
     */
    List<float[]> run(Batch batch, double keep, double learningRate, List<? extends Operand<TFloat32>> results, boolean update) {
        NetworkShape shape = plan.shape();
        Signals signals = training.network().signals();
        try (TFloat32 emitter = tensor("emitter", batch.emitter(), shape.emitterWidth());
                TFloat32 receiver = tensor("receiver", batch.receiver(), shape.receiverWidth());
                TFloat32 labels = tensor("labels", batch.labels(), shape.targets());
                TFloat32 kept = TFloat32.scalarOf((float) keep);
                TFloat32 rate = TFloat32.scalarOf((float) learningRate);
                TInt64 step = TInt64.scalarOf(steps)) {
            Session.Runner runner = session.runner().feed(signals.emitter(), emitter).feed(signals.receiver(), receiver)
                    .feed(training.labels(), labels).feed(training.keep(), kept).feed(training.learningRate(), rate)
                    .feed(training.step(), step);
            results.forEach(runner::fetch);
            if (update) {
                runner.addTarget(training.update());
            }
            try (Result result = runner.run()) {
                return IntStream.range(0, results.size()).mapToObj(i -> floats((TFloat32) result.get(i))).toList();
            }
        }
    }

    private TFloat32 tensor(String what, float[] values, int columns) {
        Shape expected = Shape.of(plan.batchSize(), plan.shape().steps(), columns);
        if (values.length != expected.size()) {
            throw new IllegalArgumentException(
                    what + " has " + values.length + " values, but a batch takes " + expected.size() + " " + expected);
        }
        return TFloat32.tensorOf(expected, DataBuffers.of(values));
    }

    private static float[] floats(TFloat32 tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.copyTo(NdArrays.wrap(tensor.shape(), DataBuffers.of(values)));
        return values;
    }

    /** The graph, for a look inside. */
    TrainingGraph training() {
        return training;
    }

    /**
     * Writes a checkpoint folder, in place of what was there.
     *
     * @throws IOException if it cannot be written; what was there before is then still there
     */
    public void save(Path checkpoint) throws IOException {
        new Checkpoint(plan, steps).write(checkpoint, session);
    }

    /**
     * Writes a SavedModel that predicts one window, without anything of the training, in place of what was there. Its signature
     * is emitter [1 x steps x K] and receiver [1 x steps x L], standardised, to prediction [1 x steps x targets].
     *
     * @throws IOException if it cannot be written; what was there before is then still there
     */
    public void export(Path folder) throws IOException {
        FolderWriter.write(folder, this::exportInto);
    }

    /** The same into a folder that exists and is empty. */
    public void exportInto(Path folder) throws IOException {
        Path weights = folder.resolve("weights");
        Files.createDirectory(weights);
        try {
            session.save(weights.resolve("weights").toString());
            InferenceGraph.export(plan.shape(), weights.resolve("weights"), folder);
        } catch (TensorFlowException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        } finally {
            FolderWriter.delete(weights);
        }
    }

    /**
     * The network as it is now, for use row by row, as many as are wanted; empty if its architecture has no such form.
     *
     * @param step of a window, from 0: the one whose prediction counts live
     */
    public Optional<Supplier<RowNetwork>> rowByRow(int step) {
        NetworkShape shape = plan.shape();
        return shape.architecture().rowByRow(shape,
                weights().stream().collect(Collectors.toMap(NamedArray::name, Function.identity())), step);
    }

    /**
     * The same at work on a session, as the model will be live.
     *
     * @param step of a window, from 0: the one whose prediction counts live
     */
    public Optional<LiveRows> live(int step) {
        return rowByRow(step).map(rows -> LiveRows.of(rows, plan.shape().steps()));
    }

    /** Writes the weights as safetensors, for programs without TensorFlow. */
    public void exportWeights(Path file) throws IOException {
        Safetensors.write(file, notes(), weights());
    }

    /** What of the network's shape its weights do not show. */
    Map<String, String> notes() {
        NetworkShape shape = plan.shape();
        return Map.of("architecture", shape.architecture().key(), "activation", JsonEntry.word(shape.activation()), "heads",
                Integer.toString(shape.heads()), "attentions",
                shape.attentions().stream().map(JsonEntry::word).collect(Collectors.joining(" ")), "encoding",
                Integer.toString(shape.encoding()), "hidden", Integer.toString(shape.hidden()), "headUnits",
                Integer.toString(shape.headUnits()));
    }

    /** The weights as they are now, by name in alphabetical order. */
    List<NamedArray> weights() {
        List<Weight> weights = training.gradients().stream().map(Gradient::weight).sorted(Comparator.comparing(Weight::name))
                .toList();
        Session.Runner runner = session.runner();
        weights.forEach(weight -> runner.fetch(weight.value()));
        try (Result result = runner.run()) {
            return IntStream.range(0, weights.size()).mapToObj(
                    i -> new NamedArray(weights.get(i).name(), result.get(i).shape().asArray(), floats((TFloat32) result.get(i))))
                    .toList();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
