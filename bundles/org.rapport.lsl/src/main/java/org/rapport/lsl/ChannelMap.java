package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.lsl4j.StreamInfo;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.lsl.dialects.Absence;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.Validity;

/**
 * Turns what a device sends into samples of the graph: canonical channels and units, and NaN where the device says that it
 * is not sure.
 */
final class ChannelMap implements MappedStream {
    private final StreamDescription description;
    private final Interpretation meaning;
    private final List<Reading> readings;
    private final List<Gate> gates;
    private final List<Absent> absences;
    private final double minConfidence;
    private final Ramps ramps = new Ramps();

    /** A column that tells whether outgoing channels are valid. */
    private record Gate(int column, Validity validity, int[] channels) {
    }

    /** Columns that may stand for a missing value, and the outgoing channels that are missing then. */
    private record Absent(Absence absence, int[] channels) {
    }

    private ChannelMap(StreamDescription description, Interpretation meaning, double minConfidence) {
        this.description = description;
        this.meaning = meaning;
        this.readings = meaning.used();
        this.gates = gates(meaning);
        this.absences = meaning.absences().stream().map(absence -> new Absent(absence,
                IntStream.range(0, readings.size()).filter(i -> absence.columns().contains(readings.get(i).column())).toArray()))
                .toList();
        this.minConfidence = minConfidence;
        IntStream.range(0, readings.size()).filter(i -> meaning.unknown().contains(readings.get(i).column()))
                .forEach(i -> ramps.watch(readings.get(i).column(), i));
    }

    /**
     * Reads a stream's description.
     *
     * @param node the source node's name
     * @throws IllegalArgumentException if it cannot be used; one line that says why
     */
    static ChannelMap of(StreamInfo info, SourceSettings settings, Interpreter interpreter, String node) {
        Interpretation meaning = interpreter.interpret(info, settings.kind(), settings.dialect());
        List<Channel> channels = Channel
                .distinct(meaning.used().stream().map(reading -> reading.channel(settings.role())).toList());
        Origin origin = new Origin.Device(info.type(), settings.clock().word(), meaning.dialect());
        return new ChannelMap(
                new StreamDescription(DeviceIdentity.of(node, info),
                        settings.rate().or(meaning.rateIsMeasured()).of(info.nominalRate()), channels, origin),
                meaning, settings.minConfidence());
    }

    private static List<Gate> gates(Interpretation meaning) {
        List<Gate> gates = new ArrayList<>();
        List<Reading> used = meaning.used();
        for (Validity validity : meaning.validities()) {
            for (int column = 0; column < meaning.labels().size(); column++) {
                if (validity.label().matches(meaning.labels().get(column))) {
                    gates.add(new Gate(column, validity, IntStream.range(0, used.size())
                            .filter(i -> validity.of().matches(meaning.labels().get(used.get(i).column()))).toArray()));
                }
            }
        }
        return gates;
    }

    /** What it makes of which channel, and why. */
    Interpretation meaning() {
        return meaning;
    }

    /** The columns in which the device tells its own confidence. */
    int[] confidenceColumns() {
        return gates.stream().filter(gate -> gate.validity().isConfidence()).mapToInt(Gate::column).toArray();
    }

    /** What is news of the channels whose values show that they are no features; empty if nothing is. */
    Optional<String> news() {
        List<Integer> columns = ramps.found();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = columns.stream().map(column -> meaning.labels().get(column)).toList();
        return Optional.of(String.join(", ", found) + " only " + (found.size() == 1 ? "counts" : "count")
                + " and counts as missing from now on: leave it out with a dialect of your own");
    }

    /** The same for a stream that is called otherwise in the graph. */
    ChannelMap with(StreamId id) {
        return new ChannelMap(description.with(id), meaning, minConfidence);
    }

    @Override
    public StreamDescription description() {
        return description;
    }

    @Override
    public Block block(double[] times, float[] values, double arrived) {
        return block(times, values, arrived, new DeviceTime(times, 0));
    }

    /** The same with the times as the device told them. */
    Block block(double[] times, float[] values, double arrived, DeviceTime device) {
        int width = meaning.channels().size();
        float[] mapped = new float[times.length * readings.size()];
        for (int sample = 0; sample < times.length; sample++) {
            int row = sample * width;
            int out = sample * readings.size();
            for (int i = 0; i < readings.size(); i++) {
                Reading reading = readings.get(i);
                mapped[out + i] = reading.value(values[row + reading.column()]);
            }
            ramps.clear(times[sample], values, row, mapped, out);
            for (Absent absent : absences) {
                if (absent.absence().holds(values, row)) {
                    clear(mapped, out, absent.channels());
                }
            }
            for (Gate gate : gates) {
                if (!gate.validity().holds(values[row + gate.column()], minConfidence)) {
                    clear(mapped, out, gate.channels());
                }
            }
        }
        return new Block(description, times, mapped, arrived, device);
    }

    private static void clear(float[] mapped, int row, int[] channels) {
        for (int channel : channels) {
            mapped[row + channel] = Float.NaN;
        }
    }
}
