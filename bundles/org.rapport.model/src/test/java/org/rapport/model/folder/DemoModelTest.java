package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;

/** The model that is shipped: what it predicts live is what its graph says of the same window, from its beginning. */
class DemoModelTest {

    @Test
    void predictsLiveWhatItsGraphSays() throws Exception {
        try (Model model = ModelFolder.load(Path.of("../../examples/demo/model"))) {
            Contract contract = model.contract();
            int steps = contract.window().steps();
            Random random = new Random(4);
            float[] emitter = new float[steps * contract.emitter().size()];
            float[] receiver = new float[steps * contract.receiver().size()];
            LiveModel live = model.live();
            for (int step = 0; step < steps; step++) {
                float[] ofEmitter = row(random, contract.emitter());
                float[] ofReceiver = row(random, contract.receiver());
                System.arraycopy(ofEmitter, 0, emitter, step * ofEmitter.length, ofEmitter.length);
                System.arraycopy(ofReceiver, 0, receiver, step * ofReceiver.length, ofReceiver.length);
                live.add(step / 25.0, ofEmitter, ofReceiver);
            }
            float[] out = new float[2];
            live.predict(out);
            float[] graph = new float[2 * steps];
            model.predict(emitter, receiver, graph);
            assertThat(out[0]).isCloseTo(graph[2 * steps - 2], within(1e-5f)).isBetween(-3f, 3f);
            assertThat(out[1]).isCloseTo(graph[2 * steps - 1], within(1e-5f)).isNotEqualTo(out[0]);
        }
    }

    private static float[] row(Random random, List<Contract.Input> inputs) {
        float[] row = new float[inputs.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (inputs.get(i).mean() + inputs.get(i).std() * random.nextGaussian());
        }
        return row;
    }
}
