package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.rapport.model.ModelException;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Precision;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.training.study.StudyException;

/**
 * A training on disk: {@code run.json} with what it was started with and what came of each epoch, and the checkpoints of the
 * last epoch and of the best. {@code run.json} is written after the checkpoint that it speaks of and replaced at one stroke,
 * so whenever the process dies the folder holds a whole epoch.
 */
public final class RunFolder {
    private static final String STATE = "run.json";
    private static final String CHECKPOINT = "epoch-";
    private static final String REFIT = "refit";

    private final Path folder;
    private final Map<String, String> settings;
    private final List<EpochResult> epochs;
    private final Set<String> processors;

    private RunFolder(Path folder, Map<String, String> settings, List<EpochResult> epochs, List<String> processors) {
        this.folder = folder;
        this.settings = settings;
        this.epochs = epochs;
        this.processors = new LinkedHashSet<>(processors);
    }

    /** Begins anew, in place of what was there. */
    public static RunFolder create(Path folder, Map<String, String> settings) throws IOException, StudyException {
        if (Files.exists(folder)) {
            if (!isRun(folder) && !isEmpty(folder)) {
                throw new StudyException(folder + ": is there, and is no run; choose another folder with --run");
            }
            delete(folder);
        }
        Files.createDirectories(folder);
        RunFolder run = new RunFolder(folder, settings, new ArrayList<>(), List.of());
        run.writeState(false);
        return run;
    }

    /** Whether a folder holds a run, whatever its state. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(STATE));
    }

    /** Whether a folder holds a run that was stopped in the middle, or while further networks of it were made. */
    public static boolean isUnfinished(Path folder) throws IOException, StudyException {
        Optional<RunState> state = RunState.read(folder.resolve(STATE));
        if (state.isEmpty() || !state.get().finished()) {
            return state.isPresent() && !state.get().epochs().isEmpty();
        }
        String networks = state.get().settings().getOrDefault(TrainingOptions.ENSEMBLE, "1");
        for (int number = 2; networks.matches("\\d{1,3}") && number <= Integer.parseInt(networks); number++) {
            if (!RunState.read(folder.resolve(member(number)).resolve(STATE)).map(RunState::finished).orElse(false)) {
                return true;
            }
        }
        return isUnfinished(folder.resolve(REFIT));
    }

    /** Where what was chosen is trained once more, on all sessions, within the folder of the runs that chose it. */
    public static Path refit(Path folder) {
        return folder.resolve(REFIT);
    }

    /** Where the run of another network of the same training is, within that of the first. */
    public static String member(int number) {
        return "member-" + number;
    }

    /** @throws StudyException if there is nothing to go on with, or it was started with other settings */
    public static RunFolder resume(Path folder, Map<String, String> settings) throws IOException, StudyException {
        Optional<RunState> state = RunState.read(folder.resolve(STATE));
        if (state.isEmpty()) {
            throw new StudyException(folder + ": there is no run to go on with; leave out --resume");
        }
        Map<String, String> before = state.get().settings();
        Map<String, String> now = new LinkedHashMap<>(settings);
        before.keySet().forEach(key -> OldSettings.usual(key).ifPresent(value -> now.putIfAbsent(key, value)));
        for (Map.Entry<String, String> setting : now.entrySet()) {
            String was = OldSettings.today(setting.getKey(),
                    before.getOrDefault(setting.getKey(), OldSettings.unsaid(setting.getKey(), before, setting.getValue())));
            if (!setting.getValue().equals(was)) {
                throw new StudyException(folder.resolve(STATE) + ": the run was started "
                        + (was == null ? "without " + setting.getKey() : "with " + setting.getKey() + " " + was)
                        + ", but now it is " + setting.getValue()
                        + "; resume it as it was started, or begin anew with --restart");
            }
        }
        return new RunFolder(folder, settings, new ArrayList<>(state.get().epochs()), state.get().processors());
    }

    /**
     * A run as it is, to be looked at.
     *
     * @throws StudyException if there is none
     */
    public static RunFolder read(Path folder) throws IOException, StudyException {
        RunState state = RunState.read(folder.resolve(STATE))
                .orElseThrow(() -> new StudyException(folder + ": there is no run in it"));
        return new RunFolder(folder, state.settings(), state.epochs(), state.processors());
    }

    /** What a run was started with; empty if there is none. */
    public static Map<String, String> settings(Path folder) throws IOException {
        return RunState.read(folder.resolve(STATE)).map(RunState::settings).orElse(Map.of());
    }

    /** Goes on with what is there, or begins if nothing is. */
    public static RunFolder open(Path folder, Map<String, String> settings) throws IOException, StudyException {
        return isRun(folder) ? resume(folder, settings) : create(folder, settings);
    }

    public Path folder() {
        return folder;
    }

    /** What came of the epochs so far. */
    public List<EpochResult> epochs() {
        return List.copyOf(epochs);
    }

    /** What its epochs were computed on, each once; empty if nobody knows. */
    public List<String> processors() {
        return List.copyOf(processors);
    }

    /** The first epoch with the highest validation score, if any has one. */
    public Optional<EpochResult> best() {
        EpochResult best = null;
        for (EpochResult epoch : epochs) {
            if (best == null ? !Double.isNaN(epoch.score()) : epoch.score() > best.score()) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What it was started with, name to value. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Whether all epochs are made that were wanted when it last went on. */
    public boolean isFinished() throws IOException {
        return RunState.read(folder.resolve(STATE)).map(RunState::finished).orElse(false);
    }

    /** The network as the last epoch left it, or a fresh one. */
    Trainer trainer(TrainingPlan plan, Precision precision) throws ModelException {
        return epochs.isEmpty() ? Trainer.create(plan, threads(), precision)
                : Trainer.restore(checkpoint(epochs.get(epochs.size() - 1)),
                        Architectures.STANDARD.with(plan.shape().architecture()), threads(), precision);
    }

    private int threads() {
        String threads = settings.getOrDefault(TrainingOptions.COMPUTE_THREADS, "");
        return threads.matches("\\d{1,4}") ? Integer.parseInt(threads) : 0;
    }

    /**
     * The network as the best epoch left it.
     *
     * @param architecture what it is
     */
    public Trainer bestTrainer(Architecture architecture) throws ModelException, StudyException {
        if (best().isEmpty()) {
            throw new StudyException(folder + ": no validation score could be computed; the validation labels never change");
        }
        return trainer(best().get(), architecture);
    }

    /**
     * The network as the last epoch left it, to be used as it is.
     *
     * @param architecture what it is
     */
    public Trainer lastTrainer(Architecture architecture) throws ModelException {
        return trainer(epochs.get(epochs.size() - 1), architecture);
    }

    private Trainer trainer(EpochResult epoch, Architecture architecture) throws ModelException {
        return Trainer.restore(checkpoint(epoch), Architectures.STANDARD.with(architecture), threads());
    }

    /** Keeps what an epoch made; what is neither the last nor the best goes. */
    void add(EpochResult epoch, Trainer trainer) throws IOException, StudyException {
        try {
            trainer.save(checkpoint(epoch));
            epochs.add(epoch);
            processors.add(ProcessorType.here());
            writeState(false);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new StudyException(
                    folder + ": epoch " + epoch.epoch() + " cannot be kept (" + (folder.toFile().getUsableSpace() >> 20)
                            + " MB free): " + reason + "; make room, then go on with --resume");
        }
        for (EpochResult old : epochs) {
            if (old != epoch && !Optional.of(old).equals(best())) {
                delete(checkpoint(old));
            }
        }
    }

    /** Says that all epochs are done. */
    void finish() throws IOException {
        writeState(true);
    }

    private Path checkpoint(EpochResult epoch) {
        return folder.resolve(CHECKPOINT + epoch.epoch());
    }

    private void writeState(boolean finished) throws IOException {
        Path made = folder.resolve(STATE + ".new");
        new RunState(new LinkedHashMap<>(settings), epochs, finished, List.copyOf(processors)).write(made);
        Files.move(made, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
