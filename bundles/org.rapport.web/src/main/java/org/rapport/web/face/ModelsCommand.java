package org.rapport.web.face;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.home.Home;

import picocli.CommandLine;

/** {@code rapport models}: what participants' browsers work with and does not come with Rapport. */
@Component(property = {Command.NAME + "=models",
        Command.DESCRIPTION + "=takes in the models that participants' browsers need, such as that of the face"})
public final class ModelsCommand implements Command {
    private final FaceFolder face;
    private final ModelAddresses addresses;
    private final PrintStream out;

    @Activate
    public ModelsCommand(@Reference Home home, @Reference FaceFolder face) {
        this(face, new ModelAddresses(home.folder().resolve("conf").resolve("models.json")), System.out);
    }

    ModelsCommand(FaceFolder face, ModelAddresses addresses, PrintStream out) {
        this.face = face;
        this.addresses = addresses;
        this.out = out;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(face, out);
    }

    @Override
    public List<Callable<Integer>> subcommands(List<String> arguments) {
        return List.of(new AddModel(face, addresses, out));
    }

    @CommandLine.Command(name = "rapport models", mixinStandardHelpOptions = true,
            description = "Tells whether the models are there that participants' browsers need; they do not come with Rapport.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all are there", "1:one is missing", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        private final FaceFolder face;
        private final PrintStream out;

        Options(FaceFolder face, PrintStream out) {
            this.face = face;
            this.out = out;
        }

        @Override
        public Integer call() {
            Optional<String> fault = face.fault();
            out.println("face: " + fault.orElse("complete, in " + face.path()));
            return fault.isPresent() ? 1 : 0;
        }
    }
}
