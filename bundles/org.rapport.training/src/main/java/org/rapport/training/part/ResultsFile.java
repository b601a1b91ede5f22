package org.rapport.training.part;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;
import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Series;
import org.rapport.training.study.StudyException;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Results as the file {@code results.bin} of a run folder: the length of a JSON description as a 32-bit integer, the description,
 * then in little-endian order for each course (a session's predicted rows) its times in seconds (float64) and for each target its
 * labels (float32), and for each series of each condition, for each target, its predictions (float32), in label units. Conditions
 * of the same rows share a course.
 */
final class ResultsFile {
    static final String NAME = "results.bin";
    /** Changes when other things are predicted or scored, so that what an older program made is made anew. */
    private static final int FORMAT = 1;
    private static final int MAX_DESCRIPTION = 64 << 20;

    private ResultsFile() {
    }

    /**
     * The rows that series have in common.
     *
     * @param start seconds at which the recording begins
     */
    private record Course(Session session, double start, double[] times, float[][] labels) {
        static Course of(Series series) {
            double[] all = series.recording().times();
            return new Course(series.recording().session(), all.length == 0 ? 0 : all[0],
                    IntStream.of(series.rows()).mapToDouble(row -> all[row]).toArray(), series.labels());
        }

        /** The first time is the recording's, which no row need be. */
        Series series(float[][] predictions) {
            double[] all = new double[times.length + 1];
            all[0] = start;
            System.arraycopy(times, 0, all, 1, times.length);
            return new Series(Recording.unmeasured(session, all), IntStream.rangeClosed(1, times.length).toArray(), predictions,
                    labels);
        }

        boolean isSame(Course other) {
            return session.equals(other.session) && start == other.start && Arrays.equals(times, other.times)
                    && Arrays.deepEquals(labels, other.labels);
        }
    }

    /** Writes at one stroke. */
    static void write(Path folder, PartResults results) throws IOException {
        List<Course> courses = new ArrayList<>();
        JsonArrayBuilder conditions = Json.createArrayBuilder();
        List<float[][]> predictions = new ArrayList<>();
        results.conditions().forEach((what, all) -> all.forEach(condition -> {
            JsonArrayBuilder series = Json.createArrayBuilder();
            for (Series one : condition.series()) {
                series.add(index(courses, Course.of(one)));
                predictions.add(one.predictions());
            }
            conditions.add(Json.createObjectBuilder().add("for", what).add("name", condition.name())
                    .add("meaning", condition.meaning()).add("series", series));
        }));
        byte[] description = description(results, courses, conditions).toString().getBytes(StandardCharsets.UTF_8);
        Path made = folder.resolve(NAME + ".new");
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            put(file, buffer(Integer.BYTES).putInt(description.length));
            put(file, buffer(description.length).put(description));
            for (Course course : courses) {
                ByteBuffer times = buffer(course.times.length * Double.BYTES);
                times.asDoubleBuffer().put(course.times);
                put(file, times.position(times.capacity()));
                put(file, course.labels);
            }
            for (float[][] one : predictions) {
                put(file, one);
            }
        }
        Files.move(made, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int index(List<Course> courses, Course course) {
        for (int i = 0; i < courses.size(); i++) {
            if (courses.get(i).isSame(course)) {
                return i;
            }
        }
        courses.add(course);
        return courses.size() - 1;
    }

    private static JsonObject description(PartResults results, List<Course> courses, JsonArrayBuilder conditions) {
        JsonObjectBuilder madeWith = Json.createObjectBuilder();
        results.madeWith().forEach(madeWith::add);
        JsonArrayBuilder sessions = Json.createArrayBuilder();
        courses.forEach(course -> sessions.add(Json.createObjectBuilder().add("session", course.session.name())
                .add("emitter", course.session.emitter()).add("receiver", course.session.receiver())
                .add("stimulus", course.session.stimulus()).add("start", course.start).add("rows", course.times.length)));
        List<String> targets = results.conditions().values().stream().flatMap(List::stream).findFirst()
                .map(condition -> condition.targets().stream().map(target -> target.name()).toList()).orElse(List.of());
        return Json.createObjectBuilder().add("format", FORMAT).add("madeWith", madeWith).add("reason", results.reason())
                .add("split", results.split()).add("sides", results.sides()).add("leaking", results.leaking())
                .add("study", results.data().name()).add("studyHash", results.data().hash())
                .add("synthetic", results.data().synthetic()).add("labelLag", results.labelLag())
                .add("targets", Json.createArrayBuilder(targets)).add("courses", sessions).add("conditions", conditions).build();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(FileChannel file, float[]... rows) throws IOException {
        for (float[] row : rows) {
            ByteBuffer values = buffer(row.length * Float.BYTES);
            values.asFloatBuffer().put(row);
            put(file, values.position(values.capacity()));
        }
    }

    private static void put(FileChannel file, ByteBuffer bytes) throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Makes something of the file from its description on. */
    private interface Reading<T> {
        T of(FileChannel channel, JsonEntry description) throws IOException;
    }

    /**
     * What is in a folder.
     *
     * @return empty if there is nothing, or what an older program made
     * @throws StudyException if the file is damaged
     */
    static Optional<PartResults> read(Path folder) throws IOException, StudyException {
        return read(folder, ResultsFile::read);
    }

    /** What decided the results in a folder, without a look at these; see {@link #read}. */
    static Optional<Map<String, String>> madeWith(Path folder) throws IOException, StudyException {
        return read(folder, (channel, description) -> madeWith(description));
    }

    private static <T> Optional<T> read(Path folder, Reading<T> reading) throws IOException, StudyException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int length = take(channel, Integer.BYTES).getInt();
            if (length < 0 || length > MAX_DESCRIPTION) {
                throw new IOException("a description of " + length + " bytes");
            }
            JsonEntry json = JsonEntry.parse(file.toString(), StandardCharsets.UTF_8.decode(take(channel, length)).toString());
            return json.needed("format").integer() == FORMAT ? Optional.of(reading.of(channel, json)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new StudyException(file + ": is damaged (" + Shown.line(String.valueOf(e.getMessage()))
                    + "); delete it, and the part predicts again");
        }
    }

    private static Map<String, String> madeWith(JsonEntry json) throws IOException {
        Map<String, String> madeWith = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> one : json.needed("madeWith").members().entrySet()) {
            madeWith.put(one.getKey(), one.getValue().anyText());
        }
        return madeWith;
    }

    private static PartResults read(FileChannel channel, JsonEntry json) throws IOException {
        List<String> targets = new ArrayList<>();
        for (JsonEntry target : json.list("targets")) {
            targets.add(target.text());
        }
        List<Course> courses = new ArrayList<>();
        for (JsonEntry course : json.list("courses")) {
            int rows = course.needed("rows").integer();
            double[] times = new double[rows];
            take(channel, (long) rows * Double.BYTES).asDoubleBuffer().get(times);
            courses.add(new Course(
                    new Session(course.needed("session").anyText(), course.needed("emitter").anyText(),
                            course.needed("receiver").anyText(), course.needed("stimulus").anyText(), List.of()),
                    course.needed("start").number(), times, floats(channel, targets.size(), rows)));
        }
        Map<String, List<Condition>> conditions = new LinkedHashMap<>();
        for (JsonEntry condition : json.list("conditions")) {
            List<Series> series = new ArrayList<>();
            for (JsonEntry index : condition.list("series")) {
                Course course = courses.get(index.integer());
                series.add(course.series(floats(channel, targets.size(), course.times.length)));
            }
            conditions.computeIfAbsent(condition.needed("for").text(), key -> new ArrayList<>()).add(
                    Condition.of(condition.needed("name").anyText(), condition.needed("meaning").anyText(), targets, series));
        }
        return new PartResults(madeWith(json), json.needed("reason").anyText(), json.needed("split").anyText(),
                json.needed("sides").anyText(), json.needed("leaking").bool(), new Contract.Study(json.needed("study").anyText(),
                        json.needed("studyHash").anyText(), json.needed("synthetic").bool()),
                json.needed("labelLag").number(), conditions);
    }

    private static float[][] floats(FileChannel channel, int targets, int rows) throws IOException {
        float[][] values = new float[targets][rows];
        for (float[] row : values) {
            take(channel, (long) rows * Float.BYTES).asFloatBuffer().get(row);
        }
        return values;
    }

    /** The next bytes. A length that is wrong costs no memory. */
    private static ByteBuffer take(FileChannel channel, long bytes) throws IOException {
        if (bytes < 0 || bytes > channel.size() - channel.position()) {
            throw new IOException("it ends too early");
        }
        ByteBuffer buffer = buffer((int) bytes);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return buffer.flip();
    }
}
