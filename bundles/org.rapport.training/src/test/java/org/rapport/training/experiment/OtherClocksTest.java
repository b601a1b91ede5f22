package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.ClockSpread;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.split.Excerpt;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.Split;

class OtherClocksTest {
    private static final WindowOptions WINDOW = new WindowOptions(100, 25, 0, 5);

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(7, 120);

    /** Planted recordings, whose clock can be ahead; what is measured is the same, or not. */
    private record Planting(List<Recording> all, double ahead, boolean same, Set<Session> loaded) implements Recordings {
        @Override
        public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
            loaded.addAll(sessions);
        }

        @Override
        public Recording get(Session session, double labelLag) {
            assertThat(loaded).contains(session);
            Recording own = all.stream().filter(dyad -> dyad.session().equals(session)).findFirst().orElseThrow();
            return ahead == 0 ? own
                    : same ? own.earlier(-ahead) : own.with(own.emitter().shifted(1), own.receiver()).earlier(-ahead);
        }

        @Override
        public Optional<Recordings> onClock(double seconds) {
            return Optional.of(new Planting(all, seconds, same, new HashSet<>()));
        }

        @Override
        public List<Path> files(Session session, Path place) {
            throw new UnsupportedOperationException("they are in no file");
        }
    }

    @Test
    void otherClocksArePartsOfARowOffAndWholePredictions() {
        double[] ahead = OtherClocks.ahead(25, WINDOW);
        assertThat(ahead).hasSize(4).doesNotHaveDuplicates();
        for (double seconds : ahead) {
            double rows = seconds * 25;
            double part = rows - Math.rint(rows);
            assertThat(Math.abs(part)).isBetween(0.19, 0.41);
            assertThat(Math.rint(rows) % 5).isZero();
        }
        assertThat(OtherClocks.ahead(10, new WindowOptions(10, 5, 0, 2))).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aFewSessionsFromEverywhereAreEnough() {
        List<Session> all = dyads.stream().map(Recording::session).toList();
        assertThat(OtherClocks.some(all)).containsExactly(all.get(0), all.get(1), all.get(3), all.get(5));
        assertThat(OtherClocks.some(all.subList(0, 2))).isEqualTo(all.subList(0, 2));
        assertThat(OtherClocks.some(List.of())).isEmpty();
    }

    @Test
    void aModelSaysHowFarItsPredictionsMove() throws Exception {
        Experiment experiment = experiment();
        Fitting fitting = new Fitting(experiment, Planted.options(2), RunFolder.create(folder.resolve("run"), Map.of("a", "b")));
        assertThat(fitting.train(Progress.NONE, () -> false)).isTrue();
        for (boolean same : new boolean[]{true, false}) {
            Evaluation evaluation = fitting.evaluate(clocks(experiment, same));
            assertThat(evaluation.clockSpreads()).extracting(ClockSpread::target).containsExactly("competence", "warmth");
            ClockSpread spread = evaluation.clockSpreads().get(0);
            assertThat(spread.clocks()).isEqualTo(4);
            assertThat(spread.sessions()).isEqualTo(2);
            assertThat(spread.pairs()).isGreaterThan(4 * 2 * 50);
            assertThat(spread.most() > 0.01).as("it is what is measured that moves a window's prediction").isNotEqualTo(same);
            Path out = folder.resolve("model-" + same);
            fitting.trained().write(out, evaluation);
            assertThat(out.resolve("card.md")).content()
                    .contains("- competence: on 4 other clocks predictions of 2 sessions are ");
            assertThat(out.resolve("evaluation.txt")).content().contains("warmth: on 4 other clocks");
            assertThat(out.resolve("evaluation.json")).content().contains("\"otherClocks\"", "\"lowestCcc\"");
        }
        assertThat(Files.readString(folder.resolve("model-true/evaluation.txt"))).contains("are 0.0000 apart (median), at most ");
    }

    @Test
    void whereThereIsNoOtherClockNobodyLooks() throws Exception {
        Experiment experiment = experiment();
        Recordings fixed = new Recordings() {
            @Override
            public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
                // they are there
            }

            @Override
            public Recording get(Session session, double labelLag) {
                return dyads.get(0);
            }

            @Override
            public List<Path> files(Session session, Path place) {
                return List.of();
            }
        };
        assertThat(experiment.otherClocks(experiment.split().tested(), fixed, WINDOW, Progress.NONE, () -> false))
                .isEqualTo(OtherClocks.NONE);
        assertThat(experiment.otherClocks(List.of(), fixed, WINDOW, Progress.NONE, () -> false)).isEqualTo(OtherClocks.NONE);
    }

    private OtherClocks clocks(Experiment experiment, boolean same) throws Exception {
        return experiment.otherClocks(OtherClocks.some(experiment.split().tested()),
                new Planting(dyads, 0, same, new HashSet<>(experiment.split().sessions())), Planted.options(2).window(),
                Progress.NONE, () -> false);
    }

    private Experiment experiment() {
        Split split = new Split(Protocol.BY_DYAD, "by-dyad", excerpts(dyads.subList(0, 4)), excerpts(dyads.subList(4, 5)),
                excerpts(dyads.subList(5, 7)), 0);
        return new Experiment(Planted.study(dyads), split, 0.4,
                new Sides(dyads.subList(0, 4), dyads.subList(4, 5), dyads.subList(5, 7)), dyads);
    }

    private static List<Excerpt> excerpts(List<Recording> recordings) {
        return recordings.stream().map(recording -> new Excerpt(recording.session(), 0, 1)).toList();
    }
}
