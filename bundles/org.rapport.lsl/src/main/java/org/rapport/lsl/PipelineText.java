package org.rapport.lsl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.api.device.Devices.Device;
import org.rapport.api.device.Devices.Owned;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/** Writes a pipeline file for devices as a person would: one line a node, grouped and explained. */
final class PipelineText {
    private static final int MOST_BYTES = 1 << 24;
    /** From this rate on a stream of sound is sound itself, and a model wants features of it. */
    private static final double SOUND_RATE = 8000;
    private static final String AUDIO = SourceKind.AUDIO.nodeType();
    private static final Map<String, String> WORDS = Map.of(SourceKind.GAZE.nodeType(), "eye", SourceKind.FACE.nodeType(), "face",
            AUDIO, "voice", SourceKind.LABEL.nodeType(), "label");

    private final List<Owned> owned;
    private final Optional<String> model;
    private final Path contract;
    private final Map<String, Integer> names = new HashMap<>();
    private final List<String> features = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    PipelineText(List<Owned> owned, Optional<String> model, Path contract) {
        this.owned = List.copyOf(owned);
        this.model = model;
        this.contract = contract;
    }

    String text() {
        for (Owned one : owned) {
            if (one.device().nodeTypes().isEmpty()) {
                throw new IllegalArgumentException("no node reads " + one.device().name() + "; write a dialect for it first: "
                        + "rapport streams --mapping");
            }
        }
        if (owned.isEmpty()) {
            throw new IllegalArgumentException(
                    "no device is assigned; say for at least one whether it is the emitter's or the receiver's");
        }
        text.append("{\n");
        for (String role : List.of("emitter", "receiver")) {
            List<Owned> own = owned.stream().filter(one -> one.role().equals(role)).toList();
            if (!own.isEmpty()) {
                text.append("  // The ").append(role).append('\n');
                own.forEach(this::source);
                text.append('\n');
            }
        }
        List<String> recorded = new ArrayList<>(sources);
        model.ifPresent(folder -> predict(folder, recorded));
        text.append("  // The recording: started and stopped on the page, with what is said of the session\n");
        node("rapport.sink.xdf", "recorder",
                "\"inputs\": [" + quoted(recorded) + "],\n    "
                        + "\"file\": \"recordings/sub-{receiver}/ses-{session}/sub-{receiver}_ses-{session}_{time}.xdf\", "
                        + "\"recording\": false");
        text.setLength(text.length() - 2); // no comma after the last
        return text.append("\n}\n").toString();
    }

    private void source(Owned one) {
        Device device = one.device();
        String type = device.nodeTypes().get(0);
        String word = WORDS.getOrDefault(type, device.content().stream().findFirst().orElse("body").toLowerCase(Locale.ROOT));
        String name = name(one.role() + "-" + word);
        text.append("  // ").append(comment(device)).append('\n');
        node(type, name, "\"role\": \"" + one.role() + "\", " + choice(device));
        sources.add(name);
        if (type.equals(SourceKind.LABEL.nodeType())) {
            labels.add(name);
        } else if (type.equals(AUDIO) && device.rate() >= SOUND_RATE) {
            String made = name(name + "-features");
            node("rapport.audio.features", made, "\"inputs\": [\"" + name + "\"]");
            features.add(made);
        } else {
            features.add(name);
        }
    }

    /** By what it is told from all others: its own identity, else its name, else this very outlet. */
    private String choice(Device device) {
        if (!device.sourceId().isEmpty() && alone(device, Device::sourceId)) {
            return "\"sourceId\": " + quoted(device.sourceId());
        }
        return alone(device, Device::name) ? "\"stream\": " + quoted(device.name()) : "\"uid\": " + quoted(device.uid());
    }

    private boolean alone(Device device, Function<Device, String> property) {
        return owned.stream().filter(one -> property.apply(one.device()).equals(property.apply(device))).count() == 1;
    }

    private void predict(String folder, List<String> recorded) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("the model has no input: only labels are assigned");
        }
        Map<String, String> settings = settings();
        text.append("  // Everything on one grid, as in the model's training\n");
        node("rapport.resampler", "features", "\"inputs\": [" + quoted(features) + "]" + settings.entrySet().stream()
                .map(one -> ", \"" + one.getKey() + "\": " + one.getValue()).collect(Collectors.joining()));
        text.append("\n  // How competent and how warm the receiver finds the emitter\n");
        node("rapport.inference.impression", "impression", "\"inputs\": [\"features\"], \"model\": " + quoted(folder));
        text.append("\n  // What comes of it: an LSL stream, and lines on the screen\n");
        node("rapport.sink.lsl", "out", "\"inputs\": \"impression\", \"stream\": \"Impression\"");
        List<String> shown = new ArrayList<>(List.of("impression"));
        shown.addAll(labels);
        node("rapport.sink.console", "screen", "\"inputs\": [" + quoted(shown) + "]");
        text.append('\n');
        recorded.addAll(List.of("features", "impression"));
    }

    /** Of the contract's settings those that a resampler's file says. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            JsonEntry made = JsonEntry.read(contract, MOST_BYTES).needed("features").needed("settings");
            for (String key : List.of("rate", "delay", "maxGap")) {
                if (made.members().containsKey(key)) {
                    settings.put(key, String.valueOf(Double.parseDouble(String.valueOf(made.members().get(key).value())))
                            .replaceAll("\\.0$", ""));
                }
            }
        } catch (FileFault e) {
            throw new IllegalArgumentException(contract + ":" + e.line() + ": " + e.problem(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(contract + " cannot be read: is it a model's folder? (" + e.getMessage() + ")", e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(contract + ": its features are not made by a resampler", e);
        }
        return settings;
    }

    private String name(String wanted) {
        int number = names.merge(wanted, 1, Integer::sum);
        return number == 1 ? wanted : name(wanted + "-" + number);
    }

    private void node(String type, String name, String settings) {
        text.append("  \"").append(type).append('~').append(name).append("\": { ").append(settings).append(" },\n");
    }

    private static String comment(Device device) {
        return (device.name() + " (" + device.type() + ", " + device.channels()
                + (device.channels() == 1 ? " channel, " : " channels, ") + (device.rate() > 0
                        ? String.format(Locale.ROOT, "%.6g Hz", device.rate()).replaceAll("\\.?0+ Hz", " Hz") : "irregular")
                + ", on " + device.host() + ")").replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ");
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(PipelineText::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                quoted.append(point < 0x10000 ? String.format("\\u%04x", point) : "?");
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }
}
