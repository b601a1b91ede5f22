package org.rapport.recording.film;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.recording.session.Problem;
import org.rapport.recording.session.RecordedSession;
import org.rapport.xdf.XdfException;
import org.rapport.xdf.XdfStream;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport cut}: a recording for each film that a participant saw. */
@Component(property = {Command.NAME + "=cut", Command.DESCRIPTION + "=cuts a recording by the films that were seen"})
public final class CutCommand implements Command {
    @Activate
    public CutCommand() {
        // needs nothing
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @CommandLine.Command(name = "rapport cut", mixinStandardHelpOptions = true,
            description = "Writes a recording for each film that a participant saw to its end (rapport.source.films), with "
                    + "what came while it ran; its times are seconds of the film, so that it can be joined to what is "
                    + "known of it.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:no film was seen, or something could not be read or written", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "a recording; it stays as it is")
        private Path file;

        @Option(names = "--out", paramLabel = "DIR",
                description = "a folder for FILM.xdf; left out, the recording's name with -films added")
        private Path out;

        @Override
        public Integer call() {
            if (!Files.isRegularFile(file)) {
                System.err.println(file + ": no such file; name an XDF recording");
                return 1;
            }
            try {
                return cut(RecordedSession.read(file).streams());
            } catch (FileAlreadyExistsException e) {
                System.err
                        .println(e.getFile() + ": exists already, and nothing is overwritten; choose another folder with --out");
                return 2;
            } catch (XdfException e) {
                System.err.println(e.getMessage());
                return 1;
            } catch (IOException e) {
                System.err.println(file + ": cannot be cut: " + Problem.of(e));
                return 1;
            }
        }

        private int cut(List<XdfStream> streams) throws IOException {
            List<FilmShowing> all = FilmShowing.of(streams);
            Map<String, FilmShowing> whole = new LinkedHashMap<>();
            for (FilmShowing showing : all) {
                if (showing.isWhole() && !showing.isPractice() && !showing.stretches().isEmpty()) {
                    whole.put(showing.film(), showing); // seen again, the last time counts
                }
            }
            all.stream().map(FilmShowing::film).distinct().filter(film -> !whole.containsKey(film)).forEach(film -> System.out
                    .println(film + ": left out, it was " + (isPractice(all, film) ? "for practice" : "not seen to its end")));
            if (whole.isEmpty()) {
                System.err.println(file + ": no film was seen to its end in it, so there is nothing to cut; rapport.source.films "
                        + "tells of films");
                return 1;
            }
            Path folder = out == null ? file.resolveSibling(base(file) + "-films") : out;
            Files.createDirectories(folder);
            FilmCut cut = new FilmCut(streams);
            for (FilmShowing showing : whole.values()) {
                Path made = folder.resolve(fileName(showing.film()) + ".xdf");
                int written = cut.write(showing, made);
                System.out.println(String.format(Locale.ROOT, "%s: %.1f s, %d streams: %s%s", showing.film(), showing.seconds(),
                        written, made, showing.stretches().size() == 1 ? ""
                                : "; it stood still " + (showing.stretches().size() - 1) + " times, which is left out"));
            }
            return 0;
        }

        private static boolean isPractice(List<FilmShowing> all, String film) {
            return all.stream().filter(one -> one.film().equals(film)).allMatch(FilmShowing::isPractice);
        }

        /** A marker may hold anything: nothing of it leads out of the folder. */
        private static String fileName(String film) {
            String name = film.replaceFirst("\\.[^.]+$", "").replaceAll("[^\\p{L}\\p{N}._ -]", "_");
            return name.isBlank() || name.startsWith(".") ? "film" + name : name;
        }

        private static String base(Path file) {
            return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        }
    }
}
