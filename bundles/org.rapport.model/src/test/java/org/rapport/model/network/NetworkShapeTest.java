package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;

import org.junit.jupiter.api.Test;

class NetworkShapeTest {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(new NetworkShape(412, 68, 100)).isEqualTo(new NetworkShape(412, 68, 100, 64, 64, 16, 16, 0.5, Activation.NONE,
                EnumSet.allOf(Attention.class), StandardArchitecture.CROSS_DOMAIN, 2));
    }

    @Test
    void refusesWhatIsNoNetwork() {
        EnumSet<Attention> all = EnumSet.allOf(Attention.class);
        assertThatThrownBy(() -> new NetworkShape(0, 68, 100))
                .hasMessage("the emitter's width is 0; it must be from 1 to 100000");
        assertThatThrownBy(() -> new NetworkShape(4, 6, 10, 64, 64, 15, 16, 0.5, Activation.NONE, all))
                .hasMessage("15 heads cannot share out 128 columns (twice the hidden width 64); choose a divisor");
        assertThatThrownBy(() -> new NetworkShape(4, 6, 10, 64, 64, 16, 16, 1, Activation.NONE, all))
                .hasMessage("a dropout of 1.0 is impossible; choose 0 or more and less than 1");
        assertThatThrownBy(() -> new NetworkShape(4, 6, 10).withAttentions(EnumSet.noneOf(Attention.class)))
                .hasMessage("no attention is left; keep at least one");
        assertThatThrownBy(() -> new TrainingPlan(new NetworkShape(4, 6, 10), Objective.FULL, 1_000_000, 1))
                .hasMessage("the number of windows in a batch is 1000000; it must be from 1 to 100000");
        assertThatThrownBy(() -> Objective.FULL.with(Loss.DISTILLATION, -1))
                .hasMessage("the weight -1.0 of the loss kd must be 0 or more");
    }
}
