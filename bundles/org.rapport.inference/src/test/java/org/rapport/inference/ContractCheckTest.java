package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.ModelFolder;

/** With the contract of the demo's model, of rows of a resampler at 25 Hz with a delay of 0.5 s. */
class ContractCheckTest {
    private static final Path HOME = Path.of("../..");
    private static final PlannedNode EMITTER = new PlannedNode("rapport.source.face", "emitter", Map.of("role", "emitter"),
            List.of());
    private static final PlannedNode RECEIVER = new PlannedNode("rapport.source.face", "receiver", Map.of("role", "receiver"),
            List.of());

    @Test
    void findsNoFaultInWhatTheModelWasTrainedFor() {
        assertThat(problems(resampler(0.5, EMITTER, RECEIVER))).isEmpty();
    }

    @Test
    void tellsWhichSettingOfWhichNodeDiffers() {
        assertThat(problems(resampler(0.6, EMITTER, RECEIVER)))
                .containsExactly("the model was trained with \"delay\": 0.5, but gets 0.6; set it so before the model");
    }

    @Test
    void refusesRowsThatAnotherNodeChangedInBetween() {
        PlannedNode baseline = new PlannedNode("rapport.baseline", "personal", Map.of("baseline", 30.0),
                List.of(resampler(0.5, EMITTER, RECEIVER)));
        assertThat(problems(baseline)).containsExactly("the model was trained on the rows of a rapport.resampler, but "
                + "\"personal\" is a rapport.baseline; put a rapport.resampler between, or train with --features personal");
    }

    @Test
    void aReplayedRecordingMayHaveBothPeople() {
        assertThat(problems(resampler(0.5, new PlannedNode("rapport.source.replay", "replay", Map.of(), List.of())))).isEmpty();
    }

    @Test
    void missesAPerson() {
        assertThat(problems(resampler(0.5, EMITTER))).singleElement().asString().contains("receiver");
    }

    @Test
    void comparesRowsAsTheyComeInBothDirections() {
        Map<String, String> resampled = Map.of("node", "rapport.resampler", "rate", "25.0", "delay", "0.5");
        Map<String, String> personal = new HashMap<>(resampled);
        personal.putAll(Map.of("node", "rapport.baseline", "baseline", "30.0"));
        Map<String, String> copied = new HashMap<>(resampled);
        copied.put("smooth", "1.0");
        assertThat(difference(resampled, resampled)).isEmpty();
        assertThat(difference(personal, personal)).isEmpty();
        assertThat(difference(personal, resampled))
                .isEqualTo("the model was trained on the rows of a rapport.baseline, but gets those of a rapport.resampler");
        assertThat(difference(resampled, personal)).contains("rapport.baseline");
        assertThat(difference(resampled, copied)).isEqualTo("the model was trained without \"smooth\", but gets rows with "
                + "\"smooth\": 1.0; take that node out before the model");
    }

    @Test
    void refusesAModelOfWholeRecordings() {
        assertThat(difference(Map.of("node", "offline resampling", "resampling", "offline"), Map.of("node", "rapport.resampler")))
                .startsWith("the model was trained on features that were resampled offline").contains("study.json");
    }

    /** What came in a preflight: all, but for what a test leaves out or changes. */
    private static NodeCheck.Fitness live(UnaryOperator<Channel> change, Map<String, List<StreamDescription>> more,
            PlannedNode... sources) throws ModelException {
        Contract contract = ModelFolder.contract(HOME.resolve("examples/demo/model"));
        List<Channel> channels = Stream.concat(contract.emitter().stream(), contract.receiver().stream())
                .map(Contract.Input::channel).map(change).filter(Objects::nonNull).toList();
        Map<String, List<StreamDescription>> streams = new HashMap<>(more);
        streams.put("features",
                List.of(new StreamDescription("features", 25, channels, Origin.of(contract.features().settings()))));
        PlannedNode impression = new PlannedNode("rapport.inference.impression", "impression",
                Map.of("model", "examples/demo/model"), List.of(resampler(0.5, sources)));
        return new ContractCheck(HOME).live(impression, streams);
    }

    private static Channel by(String extractor, Channel channel) {
        return new Channel(channel.role(), channel.type(), channel.label(), channel.unit(), extractor, channel.scale());
    }

    @Test
    void isFitForAllThatTheModelNeedsFromWhicheverReleaseOfAProgram() throws ModelException {
        assertThat(live(channel -> channel, Map.of(), EMITTER, RECEIVER)).isEqualTo(new NodeCheck.Fitness(List.of(), List.of()));
        assertThat(live(channel -> channel.type().equals("Audio") ? by("openSMILE 3.0.1", channel) : channel, Map.of(), EMITTER,
                RECEIVER)).isEqualTo(new NodeCheck.Fitness(List.of(), List.of()));
    }

    @Test
    void namesAMissingModalityAndTheNodeThatMakesItOfTheMicrophone() throws ModelException {
        PlannedNode microphone = new PlannedNode("rapport.source.audio", "emitter-mic", Map.of("role", "emitter"), List.of());
        Map<String, List<StreamDescription>> sound = Map.of("emitter-mic", List.of(new StreamDescription("MyAudioStream", 16000,
                List.of(new Channel(Role.EMITTER, "Audio", "1", "", "", Channel.Scale.CONTINUOUS)), Origin.device())));
        NodeCheck.Fitness fitness = live(channel -> channel.type().equals("Audio") ? null : channel, sound, microphone, RECEIVER);
        assertThat(fitness.problems()).singleElement().asString()
                .startsWith("the model lacks the emitter's Audio by openSMILE IS09 (all 15 channels: pcm_fftMag_mfcc_sma[1], ")
                .endsWith("; add \"rapport.audio.features\" between emitter-mic and features");
        assertThat(live(channel -> channel.type().equals("Audio") ? null : channel, Map.of(), EMITTER, RECEIVER).problems())
                .singleElement().asString().contains("add a rapport.source.audio with \"role\": \"emitter\", and "
                        + "\"rapport.audio.features\" between it and features");
    }

    @Test
    void namesADeviceThatIsReadButNotConnectedAndOneThatThereIsNot() throws ModelException {
        Map<String, List<StreamDescription>> strap = Map.of("receiver-ecg", List.of(new StreamDescription("PolarBand", 130,
                List.of(new Channel(Role.RECEIVER, "ECG", "ECG", "mV", "", Channel.Scale.CONTINUOUS)), Origin.device())));
        UnaryOperator<Channel> withoutEcg = channel -> channel.type().equals("ECG") ? null : channel;
        assertThat(live(withoutEcg, strap, EMITTER, RECEIVER).problems()).singleElement().asString().isEqualTo(
                "the model lacks the receiver's ECG (channel ECG); add \"receiver-ecg\" to the inputs of \"features\"");
        assertThat(live(withoutEcg, Map.of(), EMITTER, RECEIVER).problems()).singleElement().asString()
                .contains("add a rapport.source.physio with \"role\": \"receiver\"");
    }

    @Test
    void notesChannelsThatATrackerHasNotAndStillGoes() throws ModelException {
        NodeCheck.Fitness fitness = live(channel -> channel.label().equals("fixation_duration") ? null : channel, Map.of(),
                EMITTER, RECEIVER);
        assertThat(fitness.problems()).isEmpty();
        assertThat(fitness.notes())
                .containsExactly("the model goes without the receiver's Gaze (1 of 11 channels: fixation_duration)");
    }

    @Test
    void tellsBeforeWhatTheModelWouldRefuse() throws ModelException {
        assertThat(
                live(channel -> channel.type().equals("Face") ? by("Py-Feat 0.6", channel) : channel, Map.of(), EMITTER, RECEIVER)
                        .problems())
                .singleElement().asString().startsWith("would refuse: channel emitter/Face/AU01_r is computed by "
                        + "\"Py-Feat 0.6\", but the model was trained on \"OpenFace 2\"");
        PlannedNode impression = new PlannedNode("rapport.inference.impression", "impression",
                Map.of("model", "examples/demo/model"), List.of(resampler(0.5, EMITTER, RECEIVER)));
        assertThat(new ContractCheck(HOME).live(impression, Map.of()).problems()).singleElement().asString()
                .contains("\"features\" made no row");
    }

    @Test
    void refusesABudgetThatNoPredictionCanKeep() {
        assertThat(problems(resampler(0.5, EMITTER, RECEIVER), 0.5)).singleElement().asString()
                .startsWith("no prediction is younger than the 0.50 s of its rows' delay and the model's look-ahead");
        assertThat(problems(resampler(0.5, EMITTER, RECEIVER), 0.6)).isEmpty();
    }

    private static String difference(Map<String, String> wanted, Map<String, String> got) {
        return ContractCheck.difference(new Contract.Features(25, wanted.get("node"), wanted), 25, got);
    }

    private static List<String> problems(PlannedNode features) {
        return problems(features, 0);
    }

    private static List<String> problems(PlannedNode features, double budget) {
        PlannedNode impression = new PlannedNode("rapport.inference.impression", "impression",
                Map.of("model", "examples/demo/model", "budget", budget), List.of(features));
        return new ContractCheck(HOME).check(impression).stream().map(NodeCheck.Problem::message).toList();
    }

    private static PlannedNode resampler(double delay, PlannedNode... inputs) {
        return new PlannedNode("rapport.resampler", "features", Map.of("rate", 25.0, "delay", delay, "maxGap", 0.25),
                List.of(inputs));
    }
}
