package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.recording.file.RecordingName;
import org.rapport.recording.session.Problem;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.session.StreamTitles;
import org.rapport.xdf.XdfException;
import org.rapport.xdf.XdfSalvage;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport salvage}: makes a sound recording of a damaged one. */
@Component(property = {Command.NAME + "=salvage",
        Command.DESCRIPTION + "=makes a sound recording of what a damaged one still holds"})
public final class SalvageCommand implements Command {
    @Activate
    public SalvageCommand() {
        // needs nothing
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @CommandLine.Command(name = "rapport salvage", mixinStandardHelpOptions = true,
            description = "Writes what can be read of a damaged XDF recording to a new, sound one, and says what was lost.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:a sound recording was written",
                    "1:nothing could be salvaged, or the new file not be written", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "a damaged XDF file; it stays as it is")
        private Path file;

        @Option(names = "--out", paramLabel = "FILE", description = "the new file; left out, the old name with -salvaged added")
        private Path out;

        @Override
        public Integer call() {
            Path sound = out == null ? RecordingName.marked(file, "salvaged") : out;
            if (!Files.isRegularFile(file)) {
                System.err.println(file + ": no such file; name an XDF recording");
                return 1;
            }
            if (Files.exists(sound)) {
                System.err.println(sound + ": exists already, and nothing is overwritten; choose another name with --out");
                return 2;
            }
            try {
                return report(XdfSalvage.salvage(file, sound), sound);
            } catch (XdfException e) {
                System.err.println(e.getMessage());
                return 1;
            } catch (IOException e) {
                System.err.println(file + ": cannot be salvaged: " + Problem.of(e));
                return 1;
            }
        }

        private int report(XdfSalvage.Report report, Path sound) throws IOException {
            report.warnings().forEach(System.out::println);
            if (report.streams().isEmpty()) {
                Files.delete(sound);
                System.err.println(file + ": no stream could be salvaged, and nothing was written");
                return 1;
            }
            Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
            report.streams().forEach(stream -> facts.put(facts.size(), StreamFacts.of(stream.header())));
            StreamTitles titles = StreamTitles.of(facts);
            for (int i = 0; i < report.streams().size(); i++) {
                XdfSalvage.KeptStream stream = report.streams().get(i);
                System.out.println(titles.of(i) + ": kept " + stream.samples() + " samples" + (stream.withoutTime() == 0 ? ""
                        : ", left out " + stream.withoutTime() + " whose time cannot be known after the damage"));
            }
            boolean whole = report.warnings().isEmpty();
            System.out.println((whole ? "nothing was lost; a copy is " : "the sound recording is ") + sound);
            return 0;
        }
    }
}
