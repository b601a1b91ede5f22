package org.rapport.training.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.rapport.api.command.CommandException;
import org.rapport.model.onnx.OnnxFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport model export}: a model's network in the format of other programs. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Writes a model's network for other programs: as ONNX, for ONNX Runtime and whatever else reads it. "
                + "It takes and gives what the SavedModel in the folder does: any number of windows of emitter and receiver, "
                + "standardised by contract.json, to predictions in standard deviations of the labels.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:it is written", "1:it could not be", "2:wrong use"})
final class ExportModel implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "the model's folder")
    private Path folder;

    @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "the ONNX file to write")
    private Path file;

    @Override
    public Integer call() throws Exception {
        if (Files.isDirectory(file)) {
            throw new CommandException(file + " is a folder; give the name of a file");
        }
        OnnxFile.write(folder, file);
        System.out.println("written to " + file);
        return 0;
    }
}
