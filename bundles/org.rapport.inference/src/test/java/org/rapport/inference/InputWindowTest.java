package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;

class InputWindowTest {
    private static final Channel EYE = new Channel(Role.RECEIVER, "Gaze", "x", "px", "", Scale.CONTINUOUS);
    private static final Channel SMILE = new Channel(Role.RECEIVER, "Face", "AU12_r", "", "OpenFace 2", Scale.CONTINUOUS);
    private static final Channel BROW = new Channel(Role.RECEIVER, "Face", "AU01_r", "", "OpenFace 2", Scale.CONTINUOUS);

    private final InputWindow window = new InputWindow(List.of(input(EYE), input(SMILE), input(BROW)), 2);

    @Test
    void picksTheModelsColumnsFromWhateverOrder() {
        Block block = block(List.of(BROW, EYE, SMILE), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(window.connect(block.stream())).isEmpty();
        for (int sample = 0; sample < 3; sample++) {
            window.add(block, sample);
        }
        assertThat(window.isFull()).isTrue();
        assertThat(window.rows()).containsExactly(new float[]{5, 6, 4}, new float[]{8, 9, 7}); // the two latest rows
        assertThat(window.valid()).containsExactly(1, 1);
    }

    @Test
    void isFullWithAsManyRowsAsTheModelSeesAndBeginsAnew() {
        Block block = block(List.of(BROW, EYE, SMILE), 1, 2, 3, 4, 5, Float.NaN, 7, 8, 9);
        window.connect(block.stream());
        assertThat(window.width()).isEqualTo(3);
        assertThat(window.isFull()).isFalse();
        window.add(block, 0);
        assertThat(window.isFull()).isFalse();
        window.add(block, 1);
        assertThat(window.isFull()).isTrue();
        assertThat(window.latest()).containsExactly(5, Float.NaN, 4);
        window.clear();
        assertThat(window.isFull()).isFalse();
        assertThat(window.rows()).isEmpty();
        window.add(block, 2);
        window.add(block, 2);
        assertThat(window.valid()).as("nothing of before counts").containsExactly(1, 1);
    }

    @Test
    void aMissingDeviceIsNaNAndCountsAsOneModality() {
        Block block = block(List.of(SMILE, BROW), 1, 2, Float.NaN, 4);
        assertThat(window.connect(block.stream())).containsExactly(EYE);
        window.add(block, 0);
        window.add(block, 1);
        assertThat(window.rows()).containsExactly(new float[]{Float.NaN, 1, 2}, new float[]{Float.NaN, Float.NaN, 4});
        assertThat(window.valid()).containsExactlyInAnyOrder(0, 0.75); // no gaze, 3 of 4 values of the face
    }

    @Test
    void refusesAnotherUnitOrExtractor() {
        Channel normalised = new Channel(Role.RECEIVER, "Gaze", "x", "normalised", "", Scale.CONTINUOUS);
        assertThatThrownBy(() -> window.connect(block(List.of(normalised)).stream()))
                .hasMessageContaining("receiver/Gaze/x comes in \"normalised\"");
        Channel other = new Channel(Role.RECEIVER, "Face", "AU12_r", "", "Py-Feat", Scale.CONTINUOUS);
        assertThatThrownBy(() -> window.connect(block(List.of(other)).stream())).hasMessageContaining("computed by \"Py-Feat\"");
    }

    private static Contract.Input input(Channel channel) {
        return new Contract.Input(channel, 0, 1);
    }

    private static Block block(List<Channel> channels, float... values) {
        return new Block(new StreamDescription("features", 25, channels, Origin.device()),
                new double[values.length / channels.size()], values, 0);
    }
}
