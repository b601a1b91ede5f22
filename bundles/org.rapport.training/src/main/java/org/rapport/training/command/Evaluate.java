package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.rapport.json.FileFault;
import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.ModelPredictor;
import org.rapport.training.experiment.TrainedContractCheck;
import org.rapport.training.experiment.Familiarity;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.report.EvaluationFiles;
import org.rapport.training.report.EvaluationTable;
import org.rapport.training.report.PredictionsFile;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code rapport evaluate} is told, and what it does about it. */
@Command(name = "rapport evaluate", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Predicts the sessions of a study with a model, by the same calls as live, and scores it beside "
                + "controls. Sessions are sorted by what the model saw of them in training (by recordings, people and "
                + "stimuli): new, a seen stimulus, a seen person; each kind is scored apart. Those it learned from are left out.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:scored", "1:it could not be", "2:wrong use"})
final class Evaluate implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "the model's folder")
    private Path folder;

    @Parameters(index = "1", paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path studyFolder;

    @Mixin
    private final StudyArguments data;

    @Option(names = "--out", paramLabel = "DIR", description = "writes evaluation.json, .csv and .txt and "
            + "predictions.csv there, of further kinds of sessions in folders of their names")
    private Path out;

    @Option(names = "--other-people",
            description = "says that ids of people and stimuli that the model knows too are others' here")
    private boolean otherPeople;

    @Option(names = "--all", description = "predicts also sessions that the model learned from; such scores say nothing")
    private boolean all;

    @Option(names = "--other-clocks",
            description = "predicts a few of the sessions again as if other clocks had recorded them, and says how far "
                    + "predictions move; a training does so by itself")
    private boolean otherClocks;

    Evaluate(TrainingServices services, OptionsFile file) {
        data = new StudyArguments(services, file);
    }

    @Override
    public Integer call() throws Exception {
        data.check();
        try (Model model = ModelFolder.load(folder)) {
            Contract contract = model.contract();
            Study study = StudyFile.read(studyFolder).withTargets(contract.targetNames());
            Duplicates.refuse(study);
            TestedSessions tested = TestedSessions.read(folder);
            Map<Familiarity, List<Session>> groups = groups(study, contract, tested);
            Recordings recordings = data.recordings(study);
            double lag = Double.isNaN(study.labelLag()) ? tested.labelLag() : study.labelLag();
            boolean first = true;
            for (Map.Entry<Familiarity, List<Session>> group : groups.entrySet()) {
                Evaluation evaluation = evaluate(model, study, group.getKey(), group.getValue(), recordings, lag);
                System.out.println(evaluation.title() + ":");
                EvaluationTable.lines(evaluation).forEach(System.out::println);
                write(evaluation, first || out == null ? out : out.resolve(group.getKey().word()));
                first = false;
            }
        }
        return 0;
    }

    /** The sessions to predict, by what the model saw of them before; those it learned from only if all are asked for. */
    private Map<Familiarity, List<Session>> groups(Study study, Contract contract, TestedSessions tested) throws FileFault {
        Map<Familiarity, List<Session>> groups = new TreeMap<>();
        Optional<Contract.Learned> learned = contract.trainedOn().learned();
        if (learned.isPresent()) {
            for (Session session : study.sessions()) {
                groups.computeIfAbsent(Familiarity.of(learned.get(), study, session, otherPeople), key -> new ArrayList<>())
                        .add(session);
            }
        } else { // a model of before knows its study only as a whole
            boolean known = contract.trainedOn().hash().equals(study.hash());
            List<Session> apart = known && !all ? tested.of(study, folder) : study.sessions();
            groups.put(known && all ? Familiarity.SEEN : Familiarity.NEW, apart);
        }
        List<Session> seen = groups.getOrDefault(Familiarity.SEEN, List.of());
        if (!seen.isEmpty() && !all) {
            groups.remove(Familiarity.SEEN);
            if (groups.isEmpty()) {
                throw new StudyException(folder + ": learned from all " + seen.size() + " sessions of this study or was chosen "
                        + "by them; evaluate it on others, or with --all and no conclusions");
            }
            System.out.println("left out: " + seen.size() + " of " + study.sessions().size()
                    + " sessions that the model learned from or was chosen by (--all predicts them too)");
        }
        return groups;
    }

    private Evaluation evaluate(Model model, Study study, Familiarity familiarity, List<Session> sessions, Recordings recordings,
            double lag) throws IOException {
        Contract contract = model.contract();
        List<Session> loaded = new ArrayList<>(sessions);
        stranger(sessions, study).ifPresent(loaded::add);
        recordings.load(loaded, recording -> System.out
                .println(String.format(Locale.ROOT, "%s: %d rows", recording.session().name(), recording.rows())));
        ModelPredictor predictor = new ModelPredictor(model);
        OtherClocks clocks = otherClocks ? clocks(sessions, recordings, lag, contract.window()) : OtherClocks.NONE;
        return new Evaluator(contract.withTrainedOn(new Contract.Study(study.name(), study.hash(), study.synthetic())), List.of(),
                recordings(loaded, recordings, lag, contract), lag, false)
                .evaluate(predictor, words(contract, study, familiarity, sessions.size()), familiarity == Familiarity.SEEN,
                        List.of(), recordings(sessions, recordings, lag, contract))
                .withClocks(clocks.predict(predictor, contract.targetNames()));
    }

    private static OtherClocks clocks(List<Session> sessions, Recordings recordings, double lag, Contract.Window window)
            throws IOException {
        return OtherClocks.of(OtherClocks.some(sessions), recordings, lag,
                new WindowOptions(window.steps(), window.hop(), window.lookAhead(), window.hop()), Progress.NONE, () -> false);
    }

    private static String words(Contract contract, Study study, Familiarity familiarity, int count) {
        if (contract.trainedOn().learned().isEmpty() && familiarity == Familiarity.NEW
                && contract.trainedOn().hash().equals(study.hash())) {
            return contract.evaluation().protocol() + " test sessions";
        }
        return contract.trainedOn().learned().isPresent() || familiarity == Familiarity.SEEN
                ? count + " sessions " + familiarity.meaning()
                : count + " sessions; the model does not say whom it learned from, so people may have been seen";
    }

    /** A session with another emitter for pseudo-dyads, where all that are predicted show the same one. */
    private static Optional<Session> stranger(List<Session> sessions, Study study) {
        List<String> emitters = sessions.stream().map(Session::emitter).distinct().toList();
        return emitters.size() > 1 ? Optional.empty()
                : study.sessions().stream().filter(session -> !emitters.contains(session.emitter())).findFirst();
    }

    private List<Recording> recordings(List<Session> sessions, Recordings recordings, double lag, Contract contract)
            throws StudyException {
        List<Recording> made = new ArrayList<>();
        for (Session session : sessions) {
            Recording recording = recordings.get(session, lag);
            TrainedContractCheck.check(contract, recording);
            made.add(recording);
        }
        return made;
    }

    private static void write(Evaluation evaluation, Path place) throws IOException {
        if (place != null) {
            Files.createDirectories(place);
            EvaluationFiles.write(place, evaluation);
            PredictionsFile.write(place.resolve("predictions.csv"), evaluation.model());
            System.out.println("written to " + place);
        }
    }
}
