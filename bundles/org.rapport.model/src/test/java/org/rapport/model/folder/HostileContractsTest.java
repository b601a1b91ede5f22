package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.NetworkShape;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Broken contracts: read, or refused in one line. */
class HostileContractsTest {
    @TempDir
    private Path folder;

    @Test
    void anyContractIsReadOrRefusedInOneLine() throws Exception {
        Path sound = folder.resolve("sound.json");
        ContractFile.write(sound, Contracts.contract(new NetworkShape(3, 2, 100), 1.25, 0.1));
        new HostileFiles("contract", 3_000).withstoodBy(HostileContractsTest::read, folder.resolve("contract.json"),
                new Mutator(10, List.of(Files.readAllBytes(sound)), 32_768)::next);
    }

    private static List<String> read(Path file) throws IOException {
        try {
            Contract contract = ContractFile.read(file);
            assertThat(contract.window().liveStep()).isBetween(0, contract.window().steps() - 1);
            ContractFile.write(file, contract);
            assertThat(ContractFile.read(file)).isEqualTo(contract);
            return List.of();
        } catch (ModelException e) {
            return List.of(e.getMessage());
        }
    }
}
