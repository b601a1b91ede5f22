package org.rapport.simulation.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.rapport.simulation.Equipment;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code rapport simulate} is told about a study, and how it is written. */
final class StudyOptions {
    private static final int SESSIONS = 20;
    private static final double SECONDS = 240;
    /** The size of the corpus IMPRESSION; label samples are those of one receiver over all stimuli. */
    private static final int RECEIVERS = 40;
    private static final int STIMULI = 13;
    private static final int LABELS = 44_923;
    private static final String IMPRESSION = "impression";
    private static final int MOST = 1000;

    @Option(names = "--study", paramLabel = "DIR", description = "writes a study to this folder, which must be new or empty")
    private Path study;

    @Option(names = "--sessions", paramLabel = "N", description = "sessions of the study, each another dyad (default: 20)")
    private Integer sessions;

    @Option(names = "--receivers", paramLabel = "N",
            description = "instead of dyads, people of a study who all watch the same emitters (default: 40)")
    private Integer receivers;

    @Option(names = "--stimuli", paramLabel = "N", description = "how many emitters each receiver watches (default: 13)")
    private Integer stimuli;

    @Option(names = "--preset", paramLabel = "WORD",
            description = "impression: a study as large as the corpus of that name, if not told otherwise: 40 receivers, 13 "
                    + "stimuli, 44,923 label samples each, 412 + 68 features")
    private String preset;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether a study is wanted. */
    boolean isGiven() {
        return study != null;
    }

    /** @throws ParameterException if there are options that only a study takes, but none is wanted */
    void checkAbsent() {
        require(sessions == null && !isScreening(), "--sessions, --receivers, --stimuli and --preset belong to --study");
    }

    private boolean isScreening() {
        return receivers != null || stimuli != null || preset != null;
    }

    /**
     * Writes the study.
     *
     * @param seconds the length of a session, or null for the usual one
     * @param devices what watches the people
     * @throws ParameterException if the options do not fit together; one line
     */
    void write(long seed, Double seconds, Equipment devices, PrintStream progress) throws IOException {
        require(!Files.exists(study) || isEmptyFolder(study),
                "--study: " + study + " is there already and is not an empty folder; name a new one");
        require(seconds == null || Double.isFinite(seconds), "--seconds: a recording has an end");
        if (isScreening()) {
            writeScreening(seed, seconds, devices, progress);
        } else {
            int count = sessions == null ? SESSIONS : sessions;
            require(count >= 1, "--sessions: " + count + " is not more than 0");
            new StudyWriter(newFolder(), devices, seconds == null ? SECONDS : seconds).write(seed, count, progress);
        }
    }

    private void writeScreening(long seed, Double seconds, Equipment devices, PrintStream progress) throws IOException {
        int people = receivers == null ? RECEIVERS : receivers;
        int shown = stimuli == null ? STIMULI : stimuli;
        require(sessions == null, "--sessions writes dyads, --receivers people who watch the same stimuli; choose one");
        require(preset == null || preset.equals(IMPRESSION), "--preset: there is no \"" + preset + "\"; there is " + IMPRESSION);
        require(people >= 1 && people <= MOST && shown >= 1 && shown <= MOST,
                "--receivers and --stimuli must be from 1 to " + MOST);
        require(preset == null || devices == Equipment.LAB, "--preset has devices of its own; leave --devices out");
        new ScreeningWriter(newFolder(), seed, preset == null ? devices : Equipment.IMPRESSION, lengths(shown, seconds))
                .write(people, Runtime.getRuntime().availableProcessors(), progress);
    }

    private double[] lengths(int shown, Double seconds) {
        if (preset != null && seconds == null) {
            return ScreeningWriter.lengths((int) Math.round((double) LABELS * shown / STIMULI), shown);
        }
        double[] lengths = new double[shown];
        Arrays.fill(lengths, seconds == null ? SECONDS : seconds);
        return lengths;
    }

    private Path newFolder() throws IOException {
        return Files.createDirectories(study).toRealPath();
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
