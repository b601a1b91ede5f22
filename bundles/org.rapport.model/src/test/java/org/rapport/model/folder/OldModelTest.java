package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
import org.rapport.model.Range;

/** A model that an earlier program wrote: no portable weights, the first format of the contract. */
class OldModelTest {
    private static final Path FOLDER = Path.of("src/test/resources/model-of-format-1");

    @Test
    void predictsWhatItAlwaysDid() throws Exception {
        try (Model model = ModelFolder.load(FOLDER)) {
            Contract contract = model.contract();
            int steps = contract.window().steps();
            float[] out = new float[2 * steps];
            for (String line : Files.readAllLines(Path.of("src/test/resources/model-of-format-1.csv"))) {
                String[] cells = line.split(",");
                Random random = new Random(Long.parseLong(cells[0]));
                model.predict(waves(random, contract.emitter(), steps), waves(random, contract.receiver(), steps), out);
                assertThat(out[steps]).isCloseTo(Float.parseFloat(cells[1]), within(1e-4f));
                assertThat(out[steps + 1]).isCloseTo(Float.parseFloat(cells[2]), within(1e-4f));
                assertThat(out[2 * steps - 2]).isCloseTo(Float.parseFloat(cells[3]), within(1e-4f));
                assertThat(out[2 * steps - 1]).isCloseTo(Float.parseFloat(cells[4]), within(1e-4f));
            }
        }
    }

    /** A level and a slow wave in each column. */
    private static float[] waves(Random random, List<Contract.Input> inputs, int steps) {
        float[] values = new float[steps * inputs.size()];
        for (int column = 0; column < inputs.size(); column++) {
            Contract.Input input = inputs.get(column);
            double level = random.nextGaussian();
            double phase = 2 * Math.PI * random.nextDouble();
            for (int step = 0; step < steps; step++) {
                values[step * inputs.size()
                        + column] = (float) (input.mean() + input.std() * (level + 0.3 * Math.sin(phase + 0.05 * step)));
            }
        }
        return values;
    }

    @Test
    void aContractOfTheFirstFormatIsRead() throws Exception {
        Contract contract = ContractFile.read(Path.of("src/test/resources/contract-format-1.json"));
        assertThat(contract.targetNames()).containsExactly("competence", "warmth");
        assertThat(contract.targets()).extracting(Contract.Target::range).containsOnly(Range.ANY);
        assertThat(contract.trainedOn().learned()).isEmpty();
        assertThat(contract.clip()).isInfinite();
    }
}
