package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.model.onnx.OnnxFile;

/** Several networks in one folder, which predict the mean of what each predicts. */
class EnsembleTest {
    private static final int STEPS = 12;
    private static final Calibration CALIBRATION = new Calibration(2, -1);

    @TempDir
    private Path folder;

    private static NetworkShape shape(Architecture architecture) {
        return new NetworkShape(3, 2, STEPS, 8, 8, 2, 4, 0.1, Activation.NONE, EnumSet.allOf(Attention.class), architecture, 2);
    }

    /** The same calibration in all folders, so that it is seen to come after the mean. */
    private static Contract contract(NetworkShape shape) {
        Contract contract = Contracts.contract(shape).withWindow(new Contract.Window(STEPS, 5, 0));
        return contract.withTargets(contract.targets().stream().map(target -> target.with(CALIBRATION)).toList());
    }

    /** @return the folders of the members alone; that of all together is {@code all} */
    private List<Path> write(Architecture architecture, int members) throws Exception {
        NetworkShape shape = shape(architecture);
        List<Trainer> trainers = new ArrayList<>();
        List<Path> alone = new ArrayList<>();
        for (int seed = 1; seed <= members; seed++) {
            trainers.add(Trainer.create(new TrainingPlan(shape, Objective.FULL, 1, seed)));
            alone.add(folder.resolve("alone-" + seed));
            ModelFolder.write(alone.get(seed - 1), contract(shape), trainers.get(seed - 1));
        }
        try (Ensemble ensemble = new Ensemble(trainers)) {
            ModelFolder.write(folder.resolve("all"), contract(shape), ensemble);
        }
        return alone;
    }

    /** What a folder's model predicts live, row after row. */
    private static List<float[]> live(Path model) throws Exception {
        Random random = new Random(5);
        List<float[]> predicted = new ArrayList<>();
        try (Model loaded = ModelFolder.load(model)) {
            LiveModel live = loaded.live();
            live.restart();
            for (int row = 0; row < 4 * STEPS; row++) {
                live.add(row / 25.0, gaussian(random, 3), gaussian(random, 2));
                if (row >= STEPS - 1) {
                    float[] out = new float[2];
                    live.predict(out);
                    predicted.add(out);
                }
            }
        }
        return predicted;
    }

    private static float[] gaussian(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private void assertLiveIsTheMean(Architecture architecture) throws Exception {
        List<List<float[]>> each = new ArrayList<>();
        for (Path alone : write(architecture, 3)) {
            each.add(live(alone));
        }
        List<float[]> together = live(folder.resolve("all"));
        assertThat(together).hasSize(3 * STEPS + 1);
        for (int row = 0; row < together.size(); row++) {
            for (int target = 0; target < 2; target++) {
                double sum = 0;
                for (List<float[]> one : each) {
                    sum += (one.get(row)[target] - CALIBRATION.offset()) / CALIBRATION.slope();
                }
                assertThat((double) together.get(row)[target]).isCloseTo(CALIBRATION.of(sum / 3), within(1e-6));
            }
        }
        assertThat(each.get(0).get(0)).as("the members differ").isNotEqualTo(each.get(1).get(0));
    }

    @Test
    void rowByRowItPredictsTheMeanOfItsMembers() throws Exception {
        assertLiveIsTheMean(StandardArchitecture.GRU);
    }

    @Test
    void fromWindowsItPredictsTheMeanOfItsMembers() throws Exception {
        assertLiveIsTheMean(StandardArchitecture.CROSS_DOMAIN);
    }

    @Test
    void theContractListsTheMembersAndAFolderOfOneIsAsBefore() throws Exception {
        List<Path> alone = write(StandardArchitecture.GRU, 2);
        assertThat(folder.resolve("all/contract.json")).content().contains("\"format\": 4", "\"member-1\"", "\"member-2\"");
        assertThat(ModelFolder.contract(folder.resolve("all")).members()).containsExactly("member-1", "member-2");
        assertThat(alone.get(0).resolve("contract.json")).content().contains("\"format\": 3").doesNotContain("member");
        assertThat(folder.resolve("all/member-2/weights.safetensors"))
                .hasSameBinaryContentAs(alone.get(1).resolve("weights.safetensors"));
        assertThat(folder.resolve("all/weights.safetensors")).doesNotExist();
    }

    @Test
    void whatIsNotWholeIsRefusedInOneLine() throws Exception {
        write(StandardArchitecture.GRU, 2);
        Path all = folder.resolve("all");
        assertThatThrownBy(() -> OnnxFile.write(all, folder.resolve("model.onnx"))).isInstanceOf(ModelException.class)
                .hasMessageContaining("has 2 networks that predict together").hasMessageMatching("[^\n]+");
        String contract = Files.readString(all.resolve("contract.json"));
        for (String wrong : List.of("../alone-1", "member-1", "", "a b")) {
            Files.writeString(all.resolve("contract.json"), contract.replace("\"member-2\"", "\"" + wrong + "\""));
            assertThatThrownBy(() -> ModelFolder.load(all)).as(wrong).isInstanceOf(ModelException.class)
                    .hasMessageContaining("contract.json").hasMessageMatching("[^\n]+");
        }
        Files.writeString(all.resolve("contract.json"), contract);
        Files.delete(all.resolve("member-2/weights.safetensors"));
        assertThatThrownBy(() -> ModelFolder.load(all)).isInstanceOf(ModelException.class)
                .hasMessageContaining("weights.safetensors: there is no such file; copy the whole folder again");
    }
}
