package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.Model;
import org.rapport.model.network.Architectures;

class LoadedModelsTest {
    private static final Path DEMO = Path.of("../../examples/demo/model");

    @TempDir
    Path folder;

    private final LoadedModels models = new LoadedModels();

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> tree = Files.walk(DEMO)) {
            for (Path from : tree.toList()) {
                Path to = folder.resolve(DEMO.relativize(from).toString());
                if (!Files.isDirectory(to)) {
                    Files.copy(from, to);
                }
            }
        }
    }

    private LoadedModels.Held hold() throws ModelException {
        return models.hold(folder, Architectures.STANDARD);
    }

    private static float[] predict(Model model) {
        Contract contract = model.contract();
        int steps = contract.window().steps();
        float[] out = new float[steps * contract.targets().size()];
        model.predict(new float[steps * contract.emitter().size()], new float[steps * contract.receiver().size()], out);
        return out;
    }

    @Test
    void nodesOfOneFolderShareAModelUntilTheLastGivesItBack() throws Exception {
        LoadedModels.Held one = hold();
        LoadedModels.Held other = hold();
        Model model = one.model();
        assertThat(other.model()).isSameAs(model);

        one.close();
        float[] out = predict(model);
        assertThat(out).isNotEqualTo(new float[out.length]);

        other.close();
        assertThatThrownBy(() -> predict(model)).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        try (LoadedModels.Held again = hold()) {
            assertThat(again.model()).isNotSameAs(model);
        }
    }

    @Test
    void aModelThatWasWrittenAnewIsAnother() throws Exception {
        try (LoadedModels.Held old = hold()) {
            Path contract = folder.resolve("contract.json");
            Files.writeString(contract, Files.readString(contract).replace("\"hop\": 5", "\"hop\": 6"));
            try (LoadedModels.Held renewed = hold()) {
                assertThat(renewed.model()).isNotSameAs(old.model());
                assertThat(renewed.model().contract().window().hop()).isEqualTo(6);
                assertThat(old.model().contract().window().hop()).isEqualTo(5);
            }
        }
    }

    @Test
    void ofManyAtOnceOneLoadsIt() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        List<LoadedModels.Held> held = new ArrayList<>();
        try {
            for (Future<LoadedModels.Held> one : nodes
                    .invokeAll(Stream.generate(() -> (Callable<LoadedModels.Held>) this::hold).limit(8).toList())) {
                held.add(one.get());
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(held.stream().map(LoadedModels.Held::model).distinct()).hasSize(1);
        for (LoadedModels.Held one : held) {
            one.close();
        }
        assertThatThrownBy(() -> predict(held.get(0).model())).hasMessageContaining("closed");
    }

    @Test
    void aBrokenFolderIsOneLineAndMayBeMended() throws Exception {
        Path weights = folder.resolve("weights.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, new byte[10]);
        assertThatThrownBy(this::hold).isInstanceOf(ModelException.class)
                .hasMessage(weights + ": is not as it was written (checksum); copy the whole folder again");
        Files.write(weights, whole);
        try (LoadedModels.Held mended = hold()) {
            assertThat(mended.model().contract().targets()).hasSize(2);
        }
    }
}
