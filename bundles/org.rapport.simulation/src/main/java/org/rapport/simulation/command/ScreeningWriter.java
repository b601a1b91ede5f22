package org.rapport.simulation.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.Equipment;
import org.rapport.simulation.Screening;

/**
 * Writes a study whose receivers all watch the same stimuli: one XDF recording for each stimulus, one for each receiver and
 * stimulus, and {@code study.json} that puts them together. The same seed always gives the same bytes.
 */
final class ScreeningWriter {
    private final Path folder;
    private final long seed;
    private final Screening screening;
    /** Of each stimulus. */
    private final double[] seconds;

    /**
     * @param folder is there and empty
     * @param seconds how long each stimulus is
     */
    ScreeningWriter(Path folder, long seed, Equipment equipment, double... seconds) {
        this.folder = folder;
        this.seed = seed;
        this.screening = new Screening(seed, equipment);
        this.seconds = seconds;
    }

    /**
     * Lengths of stimuli whose labels are so many together, one in each step of the label grid, as equal as can be.
     *
     * @param labels of one receiver over all stimuli
     */
    static double[] lengths(int labels, int stimuli) {
        double[] lengths = new double[stimuli];
        for (int i = 0; i < stimuli; i++) {
            int own = labels / stimuli + (i < labels % stimuli ? 1 : 0);
            lengths[i] = (own - 0.5) / StudyWriter.LABEL_RATE;
        }
        return lengths;
    }

    /** @param threads how many receivers are written at once */
    void write(int receivers, int threads, PrintStream progress) throws IOException {
        Files.createDirectories(folder.resolve("stimuli"));
        Files.createDirectories(folder.resolve("receivers"));
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<String>> written = new ArrayList<>();
            for (int stimulus = 1; stimulus <= seconds.length; stimulus++) {
                int number = stimulus;
                written.add(workers.submit(() -> writeStimulus(number)));
            }
            for (int receiver = 1; receiver <= receivers; receiver++) {
                int number = receiver;
                written.add(workers.submit(() -> writeReceiver(number)));
            }
            for (int i = 0; i < written.size(); i++) {
                progress.println(written.get(i).get() + " (" + (i + 1) + " of " + written.size() + ")");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped before the study was complete", e);
        } finally {
            workers.shutdownNow();
        }
        StudyWriter.writeJson(folder, description(receivers));
    }

    private String writeStimulus(int stimulus) throws IOException {
        String recording = stimulusFile(stimulus);
        new StudyRecorder(screening.stimulus(stimulus)).record(folder.resolve(recording), 0, seconds[stimulus - 1], List.of());
        return recording;
    }

    private String writeReceiver(int receiver) throws IOException {
        StudyRecorder recorder = new StudyRecorder(screening.receiver(receiver));
        double start = 0;
        for (int stimulus = 1; stimulus <= seconds.length; stimulus++) {
            List<SimulatedDevice> keys = List.of(screening.labels(receiver, stimulus, start));
            recorder.record(folder.resolve(receiverFile(receiver, stimulus)), start, seconds[stimulus - 1], keys);
            start += seconds[stimulus - 1];
        }
        return "receiver " + number(receiver);
    }

    private static String stimulusFile(int stimulus) {
        return "stimuli/" + number(stimulus) + ".xdf";
    }

    private static String receiverFile(int receiver, int stimulus) {
        return "receivers/" + number(receiver) + "-" + number(stimulus) + ".xdf";
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private JsonObject description(int receivers) {
        JsonArrayBuilder sessions = Json.createArrayBuilder();
        for (int receiver = 1; receiver <= receivers; receiver++) {
            for (int stimulus = 1; stimulus <= seconds.length; stimulus++) {
                sessions.add(Json.createObjectBuilder().add("name", "r" + number(receiver) + "-e" + number(stimulus))
                        .add("emitter", "e" + number(stimulus)).add("receiver", "r" + number(receiver))
                        .add("stimulus", "e" + number(stimulus)).add("recordings", Json.createObjectBuilder()
                                .add("emitter", stimulusFile(stimulus)).add("receiver", receiverFile(receiver, stimulus))));
            }
        }
        return StudyWriter.head(folder, seed, seconds[0]).add("resampling", "live").add("sessions", sessions).build();
    }
}
