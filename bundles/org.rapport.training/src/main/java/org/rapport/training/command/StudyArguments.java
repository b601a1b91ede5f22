package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.rapport.training.features.CachedRecordings;
import org.rapport.training.features.ModelInput;
import org.rapport.training.features.Recordings;
import org.rapport.training.features.TableRecordings;
import org.rapport.training.study.Resampling;
import org.rapport.training.study.Study;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that makes features of a study, and lets options stand in a file. */
final class StudyArguments {
    private final TrainingServices services;
    private final OptionsFile file;
    private Usage usage;

    @Option(names = "--pipeline", paramLabel = "FILE",
            description = "the pipeline that the model runs in; needed unless the study is a table")
    private Path pipeline;

    @Option(names = "--features", paramLabel = "NODE",
            description = "the node of it that the model reads from; what its impression node reads unless named")
    private String node;

    @Option(names = "--cache", paramLabel = "DIR", description = "where features are kept; .cache of the study unless named")
    private Path cache;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
            description = "how many recordings are turned into features at once; 0 for one a processor")
    private int threads;

    /** @param file what the line leaves out is as it says */
    StudyArguments(TrainingServices services, OptionsFile file) {
        this.services = services;
        this.file = file;
    }

    @Spec(Spec.Target.MIXEE)
    void command(CommandSpec command) {
        command.defaultValueProvider(file);
        usage = new Usage(command, file);
    }

    /** @return what refuses options of the command */
    Usage check() {
        usage.require(pipeline == null || Files.isRegularFile(pipeline), "--pipeline", "names no file: " + pipeline);
        usage.require(threads >= 0, "--threads", "must be 0 or more");
        return usage;
    }

    Optional<Path> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    boolean hasPipeline() {
        return pipeline != null;
    }

    /** What the features are made with, for a run that is to be resumed. */
    String pipelineChecksum() throws IOException {
        if (pipeline == null) {
            return "none";
        }
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(pipeline));
        return pipeline.getFileName() + " " + Long.toHexString(sum.getValue());
    }

    int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** The study's sessions, whose features are made when they are loaded, or found. */
    Recordings recordings(Study study) throws IOException {
        if (study.table().isPresent()) {
            return new TableRecordings(study, study.table().get());
        }
        Path kept = cache == null ? study.folder().resolve(".cache") : cache;
        if (study.resampling() == Resampling.OFFLINE) {
            usage.require(pipeline == null, "--pipeline",
                    "is not for this study: its study.json says \"resampling\": \"offline\"");
            return CachedRecordings.offline(services.mapping(), study, kept, threads());
        }
        usage.require(pipeline != null, "--pipeline", "is missing: name the pipeline that makes the features");
        String read = node == null ? ModelInput.of(pipeline) : node;
        return CachedRecordings.live(services.graph(), services.mapping(), study, pipeline, read, kept, threads());
    }
}
