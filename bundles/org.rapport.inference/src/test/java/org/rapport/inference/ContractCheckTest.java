package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.node.PlannedNode;
import org.rapport.model.Contract;

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
                + "\"personal\" "
                + "is a rapport.baseline; put a rapport.resampler between, or train with --features personal");
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

    private static String difference(Map<String, String> wanted, Map<String, String> got) {
        return ContractCheck.difference(new Contract.Features(25, wanted.get("node"), wanted), 25, got);
    }

    private static List<String> problems(PlannedNode features) {
        PlannedNode impression = new PlannedNode("rapport.inference.impression", "impression",
                Map.of("model", "examples/demo/model"), List.of(features));
        return new ContractCheck(HOME).check(impression).stream().map(NodeCheck.Problem::message).toList();
    }

    private static PlannedNode resampler(double delay, PlannedNode... inputs) {
        return new PlannedNode("rapport.resampler", "features", Map.of("rate", 25.0, "delay", delay, "maxGap", 0.25),
                List.of(inputs));
    }
}
