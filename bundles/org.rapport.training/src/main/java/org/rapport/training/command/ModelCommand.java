package org.rapport.training.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.api.signal.Role;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code rapport model}: what a model folder needs and promises. */
@Component(property = {Command.NAME + "=model",
        Command.DESCRIPTION + "=tells what a model needs, what it learned from and how good it is"})
public final class ModelCommand implements Command {
    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @Override
    public List<Callable<Integer>> subcommands(List<String> arguments) {
        return List.of(new ExportModel());
    }

    @CommandLine.Command(name = "rapport model", mixinStandardHelpOptions = true,
            description = "Loads a model, checks that it is whole, and tells what it needs, what it learned from and how good "
                    + "it is.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:the model is sound", "1:it is not", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        /** Not required, so that {@code rapport model export} needs none before its own. */
        @Parameters(paramLabel = "MODEL", arity = "0..1", description = "the model's folder")
        private Path folder;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            if (folder == null) {
                throw new ParameterException(spec.commandLine(),
                        "name a model's folder: rapport model MODEL, or rapport model " + "export MODEL --onnx FILE");
            }
            try (Model model = ModelFolder.load(folder)) {
                tell(model.contract());
            }
            Path table = folder.resolve("evaluation.txt");
            if (Files.isRegularFile(table)) {
                Files.readAllLines(table).forEach(System.out::println);
            }
            return 0;
        }

        private static void tell(Contract contract) {
            Contract.Window window = contract.window();
            System.out.println("learned from: " + contract.trainedOn().name()
                    + (contract.trainedOn().synthetic() ? " (synthetic)" : "") + ", SHA-256 " + contract.trainedOn().hash());
            System.out.println("window: " + window.steps() + " rows at " + contract.features().rate() + " Hz, hop " + window.hop()
                    + ", look-ahead " + window.lookAhead());
            if (!contract.members().isEmpty()) {
                System.out.println("networks: " + contract.members().size() + ", which predict together");
            }
            System.out.println("features: " + contract.features().node() + " " + contract.features().settings());
            for (Role role : Role.values()) {
                Map<String, Integer> modalities = new LinkedHashMap<>();
                for (Contract.Input input : contract.inputs(role)) {
                    modalities.merge((input.channel().type() + " " + input.channel().extractor()).strip(), 1, Integer::sum);
                }
                System.out.println(role.word() + ": " + contract.inputs(role).size() + " channels " + modalities
                        + (contract.masks() ? ", a mask for each" : ""));
            }
            contract.targets().stream().filter(target -> !target.calibration().equals(Calibration.NONE))
                    .forEach(target -> System.out.printf("calibration of %s: %.3f * prediction %+.3f%n", target.name(),
                            target.calibration().slope(), target.calibration().offset()));
            System.out.println("scores, " + contract.evaluation().protocol() + ":");
            contract.evaluation().scores().forEach((name, score) -> System.out.printf("  %-28s %.3f%n", name, score));
        }
    }
}
