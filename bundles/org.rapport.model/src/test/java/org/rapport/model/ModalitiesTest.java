package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

class ModalitiesTest {
    @Test
    void areWhatOneDeviceMakes() {
        List<Contract.Input> inputs = Stream.of(channel("Face", "AU01_r", "OpenFace 2"), channel("Gaze", "x", "OpenFace 2"),
                channel("Gaze", "y", ""), channel("Face", "AU02_r", "OpenFace 2"))
                .map(channel -> new Contract.Input(channel, 0, 1)).toList();
        assertThat(Modalities.of(inputs)).containsExactly(new int[]{0, 3}, new int[]{1}, new int[]{2});
    }

    private static Channel channel(String type, String label, String extractor) {
        return new Channel(Role.RECEIVER, type, label, "", extractor, Scale.CONTINUOUS);
    }
}
