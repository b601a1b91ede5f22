package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.ModelPredictor;
import org.rapport.training.experiment.ContractCheck;
import org.rapport.training.features.Recordings;
import org.rapport.training.report.EvaluationFiles;
import org.rapport.training.report.EvaluationTable;
import org.rapport.training.report.PredictionsFile;
import org.rapport.training.report.TestedSessions;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code rapport evaluate} is told, and what it does about it. */
@Command(name = "rapport evaluate", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Predicts the sessions of a study with a model, by the same calls as live, and scores it beside "
                + "controls. Of the study that the model learned from, only the sessions that it was tested on are predicted.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:scored", "1:it could not be", "2:wrong use" })
final class Evaluate implements Callable<Integer> {
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final OptionsFile file;

    @Parameters(index = "0", paramLabel = "MODEL", description = "the model's folder")
    private Path folder;

    @Parameters(index = "1", paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path studyFolder;

    @Mixin
    private StudyArguments data;

    @Option(names = "--out", paramLabel = "DIR", description = "writes evaluation.json, .csv and .txt and predictions.csv there")
    private Path out;

    @Option(names = "--all", description = "predicts also sessions that the model learned from; such scores say nothing")
    private boolean all;

    private CommandSpec spec;

    Evaluate(OfflineGraph graph, StreamMapping mapping, OptionsFile file) {
        this.graph = graph;
        this.mapping = mapping;
        this.file = file;
    }

    /** What the line leaves out is as the file says. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        own.defaultValueProvider(file);
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = new Usage(spec, file);
        data.check(usage);
        try (Model model = ModelFolder.load(folder)) {
            Contract contract = model.contract();
            Study study = StudyFile.read(studyFolder).withTargets(contract.targetNames());
            boolean known = contract.trainedOn().hash().equals(study.hash());
            TestedSessions tested = TestedSessions.read(folder);
            List<Session> sessions = known && !all ? tested.of(study, folder) : study.sessions();
            Recordings recordings = data.recordings(study, usage, graph, mapping);
            List<Session> loaded = new ArrayList<>(sessions);
            stranger(sessions, study).ifPresent(loaded::add);
            recordings.load(loaded, recording -> System.out.println(String.format(Locale.ROOT, "%s: %d rows",
                    recording.session().name(), recording.rows())));
            double lag = Double.isNaN(study.labelLag()) ? tested.labelLag() : study.labelLag();
            List<Recording> test = recordings(sessions, recordings, lag, contract);
            Evaluation evaluation = new Evaluator(on(study, contract), List.of(), recordings(loaded, recordings, lag, contract),
                    lag)
                    .evaluate(new ModelPredictor(model), split(known, contract), known && all, List.of(), test);
            System.out.println(evaluation.title() + ":");
            EvaluationTable.lines(evaluation).forEach(System.out::println);
            write(evaluation);
        }
        return 0;
    }

    /** A session with another emitter for pseudo-dyads, where all that are predicted show the same one. */
    private static Optional<Session> stranger(List<Session> sessions, Study study) {
        List<String> emitters = sessions.stream().map(Session::emitter).distinct().toList();
        return emitters.size() > 1 ? Optional.empty()
                : study.sessions().stream().filter(session -> !emitters.contains(session.emitter())).findFirst();
    }

    private static Contract on(Study study, Contract contract) {
        return contract.withTrainedOn(new Contract.Study(study.name(), study.hash(), study.synthetic()));
    }

    private String split(boolean known, Contract contract) {
        if (!known) {
            return "a study that the model did not learn from";
        }
        return all ? "leaking: the model learned from some of these sessions" : contract.evaluation().protocol()
                + " test sessions";
    }

    private List<Recording> recordings(List<Session> sessions, Recordings recordings, double lag, Contract contract)
            throws StudyException {
        List<Recording> made = new ArrayList<>();
        for (Session session : sessions) {
            Recording recording = recordings.get(session, lag);
            ContractCheck.check(contract, recording);
            made.add(recording);
        }
        return made;
    }

    private void write(Evaluation evaluation) throws IOException {
        if (out != null) {
            Files.createDirectories(out);
            EvaluationFiles.write(out, evaluation);
            PredictionsFile.write(out.resolve("predictions.csv"), evaluation.model());
            System.out.println("written to " + out);
        }
    }
}
