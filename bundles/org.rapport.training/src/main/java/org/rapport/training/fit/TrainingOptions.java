package org.rapport.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;

import org.rapport.model.network.Precision;

/**
 * All that decides a training besides the data.
 *
 * @param window what the model sees at a time
 * @param network what is trained
 * @param schedule how long and how fast
 * @param modalityDropout the probability with which a training window loses each of its modalities
 * @param seed of the weights, the order and the dropouts
 * @param calibrated whether predictions are then brought to the size of the labels; decides no weight
 * @param computeThreads threads of TensorFlow that share an operation, which decide the last bits of the weights; 0 for one a
 *        processor
 * @param ensemble how many networks are trained, with seeds of their own, and predict together
 * @param precision of a training step's products; what is scored and written is computed in single precision
 */
public record TrainingOptions(WindowOptions window, NetworkOptions network, Schedule schedule, double modalityDropout, long seed,
        boolean calibrated, int computeThreads, int ensemble, Precision precision) {

    /** What the number of networks is called among the settings. */
    public static final String ENSEMBLE = "ensemble";
    /** What the precision is called among the settings. */
    public static final String PRECISION = "precision";
    /** What the number of threads is called among the settings. */
    public static final String COMPUTE_THREADS = "computeThreads";

    /** Those of a network whose predictions are as it gives them. */
    public TrainingOptions(WindowOptions window, NetworkOptions network, Schedule schedule, double modalityDropout, long seed) {
        this(window, network, schedule, modalityDropout, seed, false, 0, 1, Precision.FLOAT32);
    }

    public TrainingOptions with(NetworkOptions other) {
        return new TrainingOptions(window, other, schedule, modalityDropout, seed, calibrated, computeThreads, ensemble,
                precision);
    }

    public TrainingOptions with(Schedule other) {
        return new TrainingOptions(window, network, other, modalityDropout, seed, calibrated, computeThreads, ensemble,
                precision);
    }

    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(window, network, schedule, modalityDropout, other, calibrated, computeThreads, ensemble,
                precision);
    }

    public TrainingOptions withEpochs(int epochs) {
        return new TrainingOptions(window, network, schedule.withEpochs(epochs), modalityDropout, seed, calibrated,
                computeThreads, ensemble, precision);
    }

    public TrainingOptions withCalibration(boolean wanted) {
        return new TrainingOptions(window, network, schedule, modalityDropout, seed, wanted, computeThreads, ensemble, precision);
    }

    public TrainingOptions withComputeThreads(int threads) {
        return new TrainingOptions(window, network, schedule, modalityDropout, seed, calibrated, threads, ensemble, precision);
    }

    public TrainingOptions withEnsemble(int networks) {
        return new TrainingOptions(window, network, schedule, modalityDropout, seed, calibrated, computeThreads, networks,
                precision);
    }

    /** What a run that goes on must have in common with its beginning; it may be longer. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(window.settings());
        settings.putAll(network.settings());
        settings.put("batch", String.valueOf(schedule.batch()));
        settings.put("learningRate", String.valueOf(schedule.rate()));
        settings.putAll(schedule.course().settings());
        if (schedule.weightDecay() > 0) {
            settings.put(Schedule.WEIGHT_DECAY, String.valueOf(schedule.weightDecay()));
        }
        settings.put("modalityDropout", String.valueOf(modalityDropout));
        settings.put("seed", String.valueOf(seed));
        if (computeThreads > 0) {
            settings.put(COMPUTE_THREADS, String.valueOf(computeThreads));
        }
        if (ensemble > 1) {
            settings.put(ENSEMBLE, String.valueOf(ensemble));
        }
        if (precision != Precision.FLOAT32) {
            settings.put(PRECISION, precision.word());
        }
        return settings;
    }
}
