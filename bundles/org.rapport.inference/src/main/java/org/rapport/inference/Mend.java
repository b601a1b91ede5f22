package org.rapport.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;

/** How a pipeline can be mended that does not bring a model what it needs. */
final class Mend {
    private static final String AUDIO = "Audio";
    private static final String VOICE = "rapport.audio.features";
    private static final Map<String, String> SOURCES = Map.of("Face", "rapport.source.face", "Gaze", "rapport.source.gaze", AUDIO,
            "rapport.source.audio", "Label", "rapport.source.label");

    private final PlannedNode features;
    private final Map<String, List<StreamDescription>> streams;

    /**
     * For one pipeline.
     *
     * @param features what the model reads from
     * @param streams what each node sent, by its name
     */
    Mend(PlannedNode features, Map<String, List<StreamDescription>> streams) {
        this.features = features;
        this.streams = streams;
    }

    /** What to do about a modality of which nothing comes. */
    String of(Lack lack) {
        Channel wanted = lack.example();
        Optional<String> aside = sender(
                channel -> channel.path().equals(wanted.path()) && channel.extractor().equals(wanted.extractor()));
        if (aside.isPresent()) {
            return "add \"" + aside.get() + "\" to the inputs of \"" + features.name() + "\"";
        }
        boolean voice = wanted.type().equals(AUDIO) && !wanted.extractor().isEmpty();
        if (voice && computesVoice(wanted)) {
            return "set \"deltas\" and \"functionals\" of its " + VOICE + " as in the model's training";
        }
        if (voice) {
            return voice(wanted);
        }
        return "add a " + SOURCES.getOrDefault(wanted.type(), "rapport.source.physio") + " with \"role\": \""
                + wanted.role().word() + "\" whose device sends "
                + (wanted.extractor().isEmpty() ? "that" : "what " + wanted.extractor() + " computes")
                + ", and name it in the inputs of \"" + features.name() + "\"";
    }

    private String voice(Channel wanted) {
        Optional<String> microphone = sender(
                channel -> channel.role() == wanted.role() && channel.type().equals(AUDIO) && channel.extractor().isEmpty());
        if (microphone.isEmpty()) {
            return "add a rapport.source.audio with \"role\": \"" + wanted.role().word() + "\", and \"" + VOICE
                    + "\" between it and " + features.name();
        }
        String reader = reader(features, microphone.get()).orElse(features).name();
        return "add \"" + VOICE + "\" between " + microphone.get() + " and " + reader;
    }

    private boolean computesVoice(Channel wanted) {
        return features.upstream(node -> node.type().equals(VOICE) && streams.getOrDefault(node.name(), List.of()).stream()
                .anyMatch(stream -> stream.channels().get(0).role() == wanted.role())).isPresent();
    }

    /** The first node that sends such a channel, apart from those that only put streams together. */
    private Optional<String> sender(Predicate<Channel> condition) {
        return streams.entrySet().stream().filter(node -> !node.getKey().equals(features.name()))
                .filter(node -> node.getValue().stream().flatMap(stream -> stream.channels().stream()).anyMatch(condition))
                .map(Map.Entry::getKey).findFirst();
    }

    /** The node that reads from an input, at or before this one. */
    private static Optional<PlannedNode> reader(PlannedNode node, String input) {
        if (node.inputs().stream().anyMatch(one -> one.name().equals(input))) {
            return Optional.of(node);
        }
        return node.inputs().stream().map(one -> reader(one, input)).flatMap(Optional::stream).findFirst();
    }
}
