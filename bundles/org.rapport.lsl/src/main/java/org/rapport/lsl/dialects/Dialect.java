package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.lsl4j.StreamInfo;

/**
 * How one kind of device or program describes what it sends, and what that is in canonical terms. Read from a file by
 * {@link DialectReader}, which tells the keys.
 */
public final class Dialect {
    /** Stands in {@code names} for the stream's type. */
    private static final String TYPE = "{type}";

    private final String name;
    private final String about;
    private final String query;
    private final List<Recogniser> recognisers;
    private final Labels labels;
    private final Extractor extractor;
    private final List<Validity> validities;
    private final List<Rule> rules;
    private final Units units;
    private final boolean rateIsMeasured;

    /**
     * Where a dialect's labels stand.
     *
     * @param elements the elements of a channel's description that may hold its label
     * @param leading labels of channels at the front that the description passes over
     * @param names labels for channels that have none, in order
     */
    record Labels(List<String> elements, List<String> leading, List<String> names) {
    }

    /**
     * The kind of program that computed the values.
     *
     * @param name its name, empty for a raw signal
     * @param fromModel whether the model in the stream's description counts before that
     */
    record Extractor(String name, boolean fromModel) {
        String of(StreamInfo info) {
            String model = fromModel ? Recogniser.Property.MODEL.of(info) : "";
            return model.isEmpty() ? name : model;
        }
    }

    Dialect(String name, String about, String query, List<Recogniser> recognisers, Labels labels, Extractor extractor,
            List<Validity> validities, List<Rule> rules, Units units, boolean rateIsMeasured) {
        this.name = name;
        this.about = about;
        this.query = query;
        this.recognisers = recognisers;
        this.labels = labels;
        this.extractor = extractor;
        this.validities = validities;
        this.rules = rules;
        this.units = units;
        this.rateIsMeasured = rateIsMeasured;
    }

    public String name() {
        return name;
    }

    /** Which device it is, and where that is written. */
    public String about() {
        return about;
    }

    /** An LSL predicate that finds such streams where their content type does not; may be empty. */
    public String query() {
        return query;
    }

    /** The content type that the device is there for: that of the first rule. */
    public String mainType() {
        return rules.stream().map(Rule::type).filter(type -> !type.isEmpty()).findFirst().orElse("");
    }

    /** Why a stream is of this dialect; empty if it is not. */
    public Optional<String> recognise(StreamInfo info) {
        List<WireChannel> channels = wire(info);
        return recognisers.stream().map(one -> one.recognise(info, channels)).flatMap(Optional::stream).findFirst();
    }

    /** What it makes of a stream. */
    public Interpretation interpret(StreamInfo info, String why) {
        List<WireChannel> channels = wire(info);
        List<String> texts = texts(channels, info);
        List<Reading> readings = new ArrayList<>();
        for (int column = 0; column < channels.size(); column++) {
            readings.add(reading(column, channels.get(column), texts.get(column), info));
        }
        return new Interpretation(name, why, readings, texts, validities, List.of(), rateIsMeasured, Set.of(), List.of());
    }

    private List<WireChannel> wire(StreamInfo info) {
        return WireChannel.of(info, labels.elements(), labels.leading());
    }

    /** The labels that the rules see. A type that stands for the name of several channels gets numbers. */
    private List<String> texts(List<WireChannel> channels, StreamInfo info) {
        boolean bare = channels.stream().allMatch(channel -> channel.label().isEmpty());
        if (bare && labels.names().equals(List.of(TYPE))) {
            return channels.size() == 1 ? List.of(info.type())
                    : IntStream.rangeClosed(1, channels.size()).mapToObj(number -> info.type() + number).toList();
        }
        return bare && channels.size() == labels.names().size() ? labels.names()
                : channels.stream().map(WireChannel::label).toList();
    }

    private Reading reading(int column, WireChannel wire, String label, StreamInfo info) {
        String unit = units.canonical(wire.unit());
        for (Rule rule : rules) {
            if (rule.matches(label, unit)) {
                return rule.read(column, wire, label, extractor.of(info), name);
            }
        }
        if (validities.stream().anyMatch(validity -> validity.label().matches(label))) {
            return Reading.leftOut(column, wire, name + ": says whether the others are valid");
        }
        boolean known = rules.stream().anyMatch(rule -> rule.label().matches(label));
        return Reading.leftOut(column, wire,
                name + (known ? ": has no rule for the unit \"" + wire.unit() + "\"" : ": has no rule for this label"));
    }
}
