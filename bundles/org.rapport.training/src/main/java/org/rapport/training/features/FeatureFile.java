package org.rapport.training.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;
import org.rapport.model.Contract;
import org.rapport.training.data.FeatureRows;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Features as one file: the length of a JSON description as a 32-bit integer, the description, padding to a multiple of 8
 * bytes, then in little-endian order the rows' times (float64), for each target its reports' times (float64) and values
 * (float32, padded to 8 bytes), and each person's rows (float32). The rows are mapped, not read: they may
 * be larger than memory.
 */
final class FeatureFile {
    private static final int MAX_DESCRIPTION = 16 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private FeatureFile() {
    }

    static void write(Path path, Features features) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            Output out = new Output(file);
            byte[] description = description(features).toString().getBytes(StandardCharsets.UTF_8);
            out.room(Integer.BYTES).putInt(description.length);
            for (byte b : description) {
                out.room(1).put(b);
            }
            out.pad(Integer.BYTES + description.length);
            out.doubles(features.times());
            for (Reports reports : features.labels()) {
                out.doubles(reports.times());
                out.floats(reports.values());
                out.pad(reports.values().length * (long) Float.BYTES);
            }
            for (Features.Person person : features.people()) {
                out.rows(person.rows());
            }
            out.flush();
        }
    }

    /** @throws IOException if the file is damaged as well */
    static Features read(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer length = map(file, 0, Integer.BYTES);
            int bytes = length.getInt();
            if (bytes < 0 || bytes > MAX_DESCRIPTION) {
                throw new IOException(path + " has a description of " + bytes + " bytes");
            }
            String text = StandardCharsets.UTF_8.decode(map(file, Integer.BYTES, bytes)).toString();
            Features features = read(file, JsonEntry.parse(path.toString(), text), padded(Integer.BYTES + bytes));
            return features;
        } catch (RuntimeException e) { // a description that does not hold together
            throw new IOException(path + " is damaged: " + Shown.line(String.valueOf(e.getMessage())), e);
        }
    }

    private static Features read(FileChannel file, JsonEntry json, long from) throws IOException {
        int rows = json.needed("rows").integer();
        long at = from;
        double[] times = doubles(file, at, rows);
        at += (long) rows * Double.BYTES;
        List<Reports> labels = new ArrayList<>();
        for (JsonEntry reports : json.needed("reports").elements()) {
            int count = reports.integer();
            double[] reported = doubles(file, at, count);
            at += (long) count * Double.BYTES;
            ByteBuffer mapped = map(file, at, (long) count * Float.BYTES);
            float[] values = new float[count];
            mapped.asFloatBuffer().get(values);
            at = padded(at + (long) count * Float.BYTES);
            labels.add(new Reports(reported, values));
        }
        List<Features.Person> people = new ArrayList<>();
        for (Role role : Role.values()) {
            Optional<JsonEntry> described = json.get(role.word());
            if (described.isPresent()) {
                List<Channel> channels = channels(described.get(), role);
                long bytes = (long) rows * channels.size() * Float.BYTES;
                people.add(new Features.Person(role, channels,
                        FeatureRows.of(map(file, at, bytes).asFloatBuffer(), channels.size())));
                at += bytes;
            }
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> setting : json.needed("provenance").members().entrySet()) {
            provenance.put(setting.getKey(), setting.getValue().anyText());
        }
        return new Features(Contract.Features.of(rate(json, provenance), Origin.of(provenance)), times, people, labels);
    }

    /** Files that were made before it was told for itself have it among the settings. */
    private static double rate(JsonEntry json, Map<String, String> provenance) throws IOException {
        Optional<JsonEntry> told = json.get("rate");
        return told.isPresent() ? told.get().number() : Double.parseDouble(provenance.getOrDefault("rate", "0"));
    }

    private static ByteBuffer map(FileChannel file, long from, long bytes) throws IOException {
        if (bytes < 0 || bytes > Integer.MAX_VALUE || from + bytes > file.size()) {
            throw new IOException("the file is too short or the recording too long for one part of " + bytes + " bytes");
        }
        return file.map(FileChannel.MapMode.READ_ONLY, from, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static double[] doubles(FileChannel file, long from, int count) throws IOException {
        ByteBuffer mapped = map(file, from, (long) count * Double.BYTES); // a count that is wrong costs no memory
        double[] values = new double[count];
        mapped.asDoubleBuffer().get(values);
        return values;
    }

    private static long padded(long bytes) {
        return (bytes + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    }

    private static JsonObject description(Features features) {
        JsonObjectBuilder provenance = Json.createObjectBuilder();
        features.provenance().settings().forEach(provenance::add);
        JsonArrayBuilder reports = Json.createArrayBuilder();
        features.labels().forEach(label -> reports.add(label.times().length));
        JsonObjectBuilder description = Json.createObjectBuilder().add("rows", features.times().length)
                .add("rate", features.rate()).add("provenance", provenance).add("reports", reports);
        features.people().forEach(person -> description.add(person.role().word(), json(person.channels())));
        return description.build();
    }

    private static JsonArrayBuilder json(List<Channel> channels) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        channels.forEach(channel -> array.add(Json.createObjectBuilder().add("type", channel.type()).add("label", channel.label())
                .add("unit", channel.unit()).add("extractor", channel.extractor()).add("scale", channel.scale().name())));
        return array;
    }

    private static List<Channel> channels(JsonEntry json, Role role) throws FileFault {
        List<Channel> channels = new ArrayList<>();
        for (JsonEntry channel : json.elements()) {
            channels.add(new Channel(role, channel.needed("type").anyText(), channel.needed("label").anyText(),
                    channel.needed("unit").anyText(), channel.needed("extractor").anyText(),
                    Channel.Scale.valueOf(channel.needed("scale").anyText())));
        }
        return channels;
    }

    /** Numbers to a file by way of one buffer. */
    private static final class Output {
        private final FileChannel file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        Output(FileChannel file) {
            this.file = file;
        }

        ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }

        void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            buffer.clear();
        }

        void pad(long written) throws IOException {
            for (long i = written; i < padded(written); i++) {
                room(1).put((byte) 0);
            }
        }

        void doubles(double[] values) throws IOException {
            for (double value : values) {
                room(Double.BYTES).putDouble(value);
            }
        }

        void floats(float[] values) throws IOException {
            for (float value : values) {
                room(Float.BYTES).putFloat(value);
            }
        }

        void rows(FeatureRows rows) throws IOException {
            float[] row = new float[rows.width()];
            for (int i = 0; i < rows.count(); i++) {
                rows.read(i, 1, row, 0);
                floats(row);
            }
        }
    }
}
