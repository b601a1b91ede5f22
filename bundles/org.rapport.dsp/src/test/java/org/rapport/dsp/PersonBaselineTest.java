package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.testkit.NodeSettings;
import org.rapport.testkit.SentSignals;

class PersonBaselineTest {
    private static final float NAN = Float.NaN;
    private static final Channel SMILE = channel("Face", "AU12_r", Scale.CONTINUOUS);
    private static final Channel BLINK = channel("Face", "AU45_c", Scale.STEPWISE);
    private static final Channel SKIN = channel("EDA", "EDA", Scale.CONTINUOUS);

    private final SentSignals output = new SentSignals("personal");

    @Test
    void tellsWhatIsAboveThePersonsOwnMeanOnceItIsKnown() {
        PersonBaseline node = new PersonBaseline(settings(2));
        node.process(block(stream(2, SMILE), 1, 3, NAN, 2, 6, 8, NAN, -4), output);
        assertThat(output.blocks().get(0).values()).containsExactly(NAN, NAN, NAN, NAN, NAN, 5, NAN, -7); // (1 + 3 + 2 + 6) / 4 = 3
    }

    @Test
    void keepsBaselinesWhenADeviceJoinsThatHasItsOwnLater() {
        PersonBaseline node = new PersonBaseline(settings(1));
        node.process(block(stream(2, SMILE), 1, 3, 5), output);
        node.process(block(stream(2, SKIN, SMILE), 10, 5, 20, 6, 30, 7), output);
        assertThat(output.blocks().get(0).values()).containsExactly(NAN, NAN, 3);
        assertThat(output.blocks().get(1).values()).containsExactly(NAN, 3, NAN, 4, 15, 5);
    }

    @Test
    void leavesCategoriesAndOtherTypesAsTheyAre() {
        PersonBaseline node = new PersonBaseline(settings(1, "Face"));
        node.process(block(stream(1, SMILE, BLINK, SKIN), 1, 1, 9, 4, 0, 8), output);
        assertThat(output.blocks().get(0).values()).containsExactly(NAN, 1, 9, 3, 0, 8);
    }

    @Test
    void isPartOfWhatAModelAsksFor() {
        PersonBaseline node = new PersonBaseline(settings(30, "Face"));
        node.process(block(stream(25, SMILE), 1), output);
        assertThat(output.blocks().get(0).stream().name()).isEqualTo("personal");
        assertThat(output.blocks().get(0).stream().origin().toMap())
                .isEqualTo(Map.of("node", "rapport.baseline", "rate", "25.0", "baseline", "30.0", "types", "[Face]"));
    }

    @Test
    void refusesAStreamWithoutRate() {
        assertThatThrownBy(() -> new PersonBaseline(settings(1)).process(block(stream(0, SMILE), 1), output))
                .hasMessage("features: has no constant rate; put a rapport.resampler before the baseline");
    }

    private static Channel channel(String type, String label, Scale scale) {
        return new Channel(Role.RECEIVER, type, label, "", "", scale);
    }

    private static StreamDescription stream(double rate, Channel... channels) {
        return new StreamDescription("features", rate, List.of(channels),
                Origin.derived("rapport.resampler", Map.of("rate", rate)));
    }

    private static Block block(StreamDescription stream, float... values) {
        return new Block(stream, new double[values.length / stream.channels().size()], values, 0);
    }

    private static PersonBaseline.Settings settings(double seconds, String... types) {
        return NodeSettings.of(PersonBaseline.Settings.class, Map.of("baseline", seconds, "types", types));
    }
}
