package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.ModelPredictor;
import org.rapport.training.evaluation.Pairing;
import org.rapport.training.evaluation.Series;
import org.rapport.training.experiment.Familiarity;
import org.rapport.training.experiment.TrainedContractCheck;
import org.rapport.training.features.Recordings;
import org.rapport.training.report.ComparisonTable;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code rapport compare} is told, and what it does about it. */
@Command(name = "rapport compare", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Predicts the sessions of a study with two models and compares their scores on the very same rows, with an "
                + "interval of the difference over dyads. Sessions that either learned from are left out.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:compared", "1:they could not be", "2:wrong use"})
final class Compare implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FIRST", description = "a model's folder")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "another model's folder")
    private Path second;

    @Parameters(index = "2", paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path studyFolder;

    @Mixin
    private final StudyArguments data;

    @Option(names = "--out", paramLabel = "DIR", description = "writes comparison.csv there")
    private Path out;

    @Option(names = "--other-people",
            description = "says that ids of people and stimuli that the models know too are others' here")
    private boolean otherPeople;

    Compare(TrainingServices services, OptionsFile file) {
        data = new StudyArguments(services, file);
    }

    @Override
    public Integer call() throws Exception {
        data.check();
        Study study = StudyFile.read(studyFolder);
        Duplicates.refuse(study);
        try (Model one = ModelFolder.load(first); Model other = ModelFolder.load(second)) {
            if (one.contract().targetNames().stream().noneMatch(other.contract().targetNames()::contains)) {
                throw new StudyException(first + " predicts " + String.join(", ", one.contract().targetNames()) + " and " + second
                        + " " + String.join(", ", other.contract().targetNames()) + ": there is nothing to compare");
            }
            List<Session> sessions = sessions(study, one.contract(), other.contract());
            double lag = lag(study);
            List<Series> ones = predict(one, first, study, sessions, lag);
            List<Series> others = predict(other, second, study, sessions, lag);
            Pairing pairing = Pairing.of(ones, one.contract().targetNames(), others, other.contract().targetNames());
            if (pairing.first().targets().stream().allMatch(target -> target.pooled().pairs() == 0)) {
                throw new StudyException("the two models predict no labelled row in common; train them with the same --hop, "
                        + "--live-hop and --look-ahead");
            }
            System.out.println(
                    (study.synthetic() ? "synthetic data: " : "") + study.name() + ", " + first + " against " + second + ":");
            ComparisonTable.lines(pairing).forEach(System.out::println);
            if (out != null) {
                ComparisonTable.write(out, pairing);
                System.out.println("written to " + out);
            }
        }
        return 0;
    }

    /** Those that neither learned from; says how familiar they are. */
    private List<Session> sessions(Study study, Contract one, Contract other) throws IOException {
        TestedSessions oneTested = TestedSessions.read(first);
        TestedSessions otherTested = TestedSessions.read(second);
        Map<Familiarity, Integer> counts = new EnumMap<>(Familiarity.class);
        List<Session> sessions = new ArrayList<>();
        for (Session session : study.sessions()) {
            Familiarity familiarity = most(familiarity(one, oneTested, study, session),
                    familiarity(other, otherTested, study, session));
            counts.merge(familiarity, 1, Integer::sum);
            if (familiarity != Familiarity.SEEN) {
                sessions.add(session);
            }
        }
        if (sessions.isEmpty()) {
            throw new StudyException(study.folder() + ": one of the two models learned from every session of this study or was "
                    + "chosen by it; compare them on others");
        }
        counts.forEach((familiarity, count) -> System.out
                .println(count + " sessions " + familiarity.meaning() + (familiarity == Familiarity.SEEN ? "; left out" : "")));
        return sessions;
    }

    private static Familiarity most(Familiarity one, Familiarity other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A model of before knows its study only as a whole. */
    private Familiarity familiarity(Contract contract, TestedSessions tested, Study study, Session session) {
        if (contract.trainedOn().learned().isPresent()) {
            return Familiarity.of(contract.trainedOn().learned().get(), study, session, otherPeople);
        }
        return contract.trainedOn().hash().equals(study.hash()) && !tested.names().contains(session.name()) ? Familiarity.SEEN
                : Familiarity.NEW;
    }

    /** Both are held against the same labels. */
    private double lag(Study study) throws IOException {
        if (!Double.isNaN(study.labelLag())) {
            return study.labelLag();
        }
        double one = TestedSessions.read(first).labelLag();
        double other = TestedSessions.read(second).labelLag();
        if (one != other) {
            System.out.println(String.format(Locale.ROOT,
                    "labels are moved by %.1f s, as for the first model; the second learned with %.1f s", one, other));
        }
        return one;
    }

    private List<Series> predict(Model model, Path folder, Study study, List<Session> sessions, double lag) throws IOException {
        Study own = study.withTargets(model.contract().targetNames());
        Recordings recordings = data.recordings(own);
        recordings.load(sessions, recording -> {
        });
        ModelPredictor predictor = new ModelPredictor(model);
        List<Series> predicted = new ArrayList<>();
        for (Session session : sessions) {
            Recording recording = recordings.get(session, lag);
            try {
                TrainedContractCheck.check(model.contract(), recording);
            } catch (StudyException e) {
                throw new StudyException(folder + ": " + e.getMessage());
            }
            predicted.add(predictor.predict(recording));
        }
        return predicted;
    }
}
