package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

import org.rapport.api.device.StreamMapping;
import org.rapport.json.FileFault;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.training.check.StudyCheck;
import org.rapport.training.experiment.Rehearsal;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.study.Resampling;
import org.rapport.training.study.Study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rapport study check}: reads all of a study, and goes through everything that a training does before its first step. */
@Command(name = "check", mixinStandardHelpOptions = true, showDefaultValues = true,
        description = "Reads study.json and all recordings, makes the features, and tries what 'rapport train' does with the "
                + "same options before its first step; tells what is there and every fault, one line each.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:the study is sound", "1:it has faults", "2:wrong use"})
final class CheckStudy implements Callable<Integer> {
    private final StreamMapping mapping;

    @Parameters(paramLabel = "DIR", description = "the study's folder")
    private Path folder;

    @Mixin
    private final StudyArguments data;

    @Mixin
    private SplitArguments split;

    @Mixin
    private TrainingArguments training;

    CheckStudy(TrainingServices services, OptionsFile file) {
        mapping = services.mapping();
        data = new StudyArguments(services, file);
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = data.check();
        TrainingOptions chosen = training.options(StandardArchitecture.CROSS_DOMAIN, usage);
        StudyCheck check = new StudyCheck(mapping);
        check.run(folder).forEach(System.out::println);
        Set<String> faults = new LinkedHashSet<>();
        if (check.study().isPresent()) {
            Study study = check.study().get();
            Rehearsal rehearsal = new Rehearsal(study, split.all(usage, training.seed()), chosen);
            rehearse(study, check, rehearsal, faults);
        }
        Set<String> all = new LinkedHashSet<>(check.faults());
        all.addAll(faults);
        all.forEach(System.err::println);
        return all.isEmpty() ? 0 : 1;
    }

    private void rehearse(Study study, StudyCheck check, Rehearsal rehearsal, Set<String> faults) throws IOException {
        try {
            rehearsal.split();
            if (study.table().isEmpty() && study.resampling() == Resampling.LIVE && !data.hasPipeline()) {
                System.out.println("features: not made, as they are those of a pipeline; name it with --pipeline to try all "
                        + "that a training does");
                check.checkMoments();
                return;
            }
            Recordings recordings = data.recordings(study);
            if (check.makeFeatures(recordings)) {
                Set<String> warnings = new LinkedHashSet<>();
                rehearsal.prepare(recordings, told(faults, warnings));
                warnings.forEach(System.out::println);
                System.out.println("training: can begin");
            }
        } catch (FileFault e) {
            faults.add(e.getMessage());
        }
    }

    /** What a session lacks is a fault, and what counts for less a warning, once, however many splits there are. */
    private static Progress told(Set<String> faults, Set<String> warnings) {
        return new Progress() {
            @Override
            public void say(String line) {
                if (line.startsWith("session ")) {
                    faults.add(line);
                } else if (line.startsWith("warning: ")) {
                    warnings.add(line);
                }
            }

            @Override
            public void show(String status) {
                // of no interest
            }
        };
    }
}
