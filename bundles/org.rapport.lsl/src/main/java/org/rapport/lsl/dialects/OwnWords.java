package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;

/**
 * What can be told of a stream's channels by their names and units alone, where no dialect knows the stream: which say whether
 * others are valid, which only count, which numbers stand for an eye that is not seen; and the canonical label and unit of the
 * rest.
 */
public final class OwnWords {
    private static final Set<String> MEASURED = Set.of("Gaze", "Face", "ECG", "PPG", "EDA", "RSP");
    private static final String WHY = "as the stream says";

    private final List<WireChannel> channels;
    private final List<String> labels;
    private final Units units;

    /**
     * For the channels of a stream.
     *
     * @param labels of all channels in order, each once
     */
    public OwnWords(List<WireChannel> channels, List<String> labels, Units units) {
        this.channels = channels;
        this.labels = labels;
        this.units = units;
    }

    /** Whether a channel says of others whether they are valid. */
    public boolean tellsValidity(int column) {
        return ValidityRule.tells(labels.get(column), channels.get(column).type());
    }

    /** Why a channel is no feature by its name; empty if it may be one. */
    public Optional<String> bookkeeping(int column) {
        return Bookkeeping.reason(labels.get(column), channels.get(column).type());
    }

    /**
     * A channel's unit in canonical spelling.
     */
    public String unit(int column) {
        return units.canonical(channels.get(column).unit());
    }

    /**
     * Names and converts the channels that are used, and says when they are missing.
     *
     * @param readings what each channel is, in the labels and units of the device
     */
    public Interpretation interpret(List<Reading> readings) {
        List<Reading> canonical = canonical(readings);
        List<Validity> validities = ValidityRule.of(labels,
                IntStream.range(0, labels.size()).mapToObj(i -> !readings.get(i).isUsed() && tellsValidity(i)).toList());
        Map<Integer, String> gaze = new LinkedHashMap<>();
        readings.stream().filter(reading -> reading.type().equals("Gaze"))
                .forEach(one -> gaze.put(one.column(), labels.get(one.column())));
        List<Absence> absences = AbsenceRule.of(gaze);
        return new Interpretation("", WHY, canonical, labels, validities, absences, false, unknown(canonical),
                assumptions(readings, validities, absences, gaze));
    }

    /** Channels beside others whose names and units say nothing. */
    private Set<Integer> unknown(List<Reading> readings) {
        List<Reading> used = readings.stream().filter(reading -> reading.isUsed() && MEASURED.contains(reading.type())).toList();
        return used.size() < 2 ? Set.of() : used.stream()
                .filter(reading -> reading.unit().isEmpty() && reading.label().equals(reading.wire().label())
                        && Vocabulary.contentType(reading.label()).isEmpty()
                        && !LabelWords.of(reading.label()).has("x", "y", "z", "left", "right")
                        && !reading.type().equals(reading.label()))
                .map(Reading::column).collect(Collectors.toUnmodifiableSet());
    }

    private List<String> assumptions(List<Reading> readings, List<Validity> validities, List<Absence> absences,
            Map<Integer, String> gaze) {
        List<String> assumptions = new ArrayList<>();
        validities.forEach(validity -> assumptions.add(ValidityRule.words(validity, labels)));
        if (!absences.isEmpty()) {
            assumptions.add(AbsenceRule.words(absences, gaze));
        }
        List<String> counting = readings.stream().filter(
                reading -> !reading.isUsed() && !tellsValidity(reading.column()) && bookkeeping(reading.column()).isPresent())
                .map(reading -> labels.get(reading.column())).toList();
        if (!counting.isEmpty()) {
            assumptions.add(Shortened.list(counting) + (counting.size() == 1 ? " is no feature" : " are no features"));
        }
        return assumptions;
    }

    private List<Reading> canonical(List<Reading> readings) {
        Map<String, Long> ofType = readings.stream().filter(Reading::isUsed)
                .collect(Collectors.groupingBy(Reading::type, Collectors.counting()));
        Map<Integer, CanonicalSignal> signals = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        for (Reading reading : readings) {
            if (reading.isUsed()) {
                CanonicalSignal signal = CanonicalSignal.of(reading.type(), reading.label(), unit(reading.column()),
                        ofType.get(reading.type()) == 1);
                signals.put(reading.column(), signal);
                uses.merge(reading.type() + "/" + signal.label(), 1, Integer::sum);
            }
        }
        return readings.stream().map(reading -> !reading.isUsed() ? reading : named(reading, signals.get(reading.column()), uses))
                .toList();
    }

    /** Two channels of one name keep what their device calls them. */
    private static Reading named(Reading reading, CanonicalSignal signal, Map<String, Integer> uses) {
        String label = uses.get(reading.type() + "/" + signal.label()) > 1 ? reading.label() : signal.label();
        Conversion conversion = reading.conversion().equals(Conversion.NONE) ? signal.conversion() : reading.conversion();
        Channel.Scale scale = reading.scale();
        return new Reading(reading.column(), reading.wire(), reading.type(), label, signal.unit(), reading.extractor(), scale,
                conversion, reading.missing(),
                reading.why() + (conversion.equals(Conversion.NONE) || conversion.equals(reading.conversion()) ? ""
                        : ", " + conversion));
    }
}
