package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.api.signal.Role;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.NetworkShape;

class ContractFileTest {
    private static final Contract CONTRACT = Contracts.contract(new NetworkShape(3, 2, 100), 1.25, 0.1);

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("contract.json");
        ContractFile.write(file, CONTRACT);
    }

    @Test
    void comesBackAsItWas() throws ModelException {
        assertThat(ContractFile.read(file)).isEqualTo(CONTRACT);
        assertThat(CONTRACT.window().liveStep()).isEqualTo(97);
    }

    @Test
    void aCalibrationComesBackAsItWas() throws Exception {
        Contract calibrated = CONTRACT
                .withTargets(CONTRACT.targets().stream().map(target -> target.with(new Calibration(1.7, -0.03))).toList());
        ContractFile.write(file, calibrated);
        assertThat(ContractFile.read(file)).isEqualTo(calibrated);
    }

    @Test
    void onlyAContractWithMasksNeedsANewerProgram() throws Exception {
        Contract masked = CONTRACT.withMasks(true);
        assertThat(masked.columns(Role.EMITTER)).isEqualTo(3 + 1);
        assertThat(masked.columns(Role.RECEIVER)).isEqualTo(2 + 1);
        assertThat(CONTRACT.columns(Role.EMITTER)).isEqualTo(3);
        assertThat(file).content().contains("\"format\": 3").doesNotContain("masks");
        ContractFile.write(file, CONTRACT.withMembers(2));
        assertThat(file).content().contains("\"format\": 4");
        ContractFile.write(file, masked);
        assertThat(file).content().contains("\"format\": 5");
        assertThat(ContractFile.read(file)).isEqualTo(masked).isNotEqualTo(CONTRACT);
        Files.writeString(file, Files.readString(file).replace("\"masks\": true", "\"masks\": 1"));
        assertThatThrownBy(() -> ContractFile.read(file)).hasMessageEndingWith("\"masks\" must be true or false, not 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "\"format\":3 | \"format\":6 | \"format\" must be from 1 to 5, those that this program knows, not 6",
            "\"hop\":5 | \"hop\":0 | \"window\" does not hold together: a window of 100 steps, hop 0, look-ahead 2 is "
                    + "impossible; " + "steps and hop must be 1 or more, look-ahead from 0 to less than steps",
            "\"hop\":5 | \"hop\":2.5 | \"window.hop\" must be a whole number, not 2.5",
            "\"hop\":5 | \"hip\":5 | \"window.hop\" is missing",
            "\"steps\":100 | \"steps\":1e9 | \"window.steps\" must be 100000 or less, not 1E+9",
            "\"rate\":25.0 | \"rate\":\"fast\" | \"features.rate\" must be a number, not \"fast\"",
            "\"rate\":25.0 | \"rate\":1e999 | \"features.rate\" is a number that does not fit a double: 1e999",
            "\"synthetic\":true | \"synthetic\":1 | \"trainedOn.synthetic\" must be true or false, not 1",
            "\"maxGap\":\"0.25\" | \"maxGap\":0.25 | \"features.settings.maxGap\" must be text in quotes, not 0.25",
            "\"label\":\"AU2\" | \"label\":\"AU0\" | the file does not hold together: emitter/Face/AU0 is there twice; a channel "
                    + "can be only one column",
            "\"scale\":\"stepwise\" | \"scale\":\"steps\" | \"emitter[1].scale\" must be one of continuous, stepwise, not "
                    + "\"steps\"",
            "\"std\":0.1 | \"std\":-1 | \"targets[0]\" does not hold together: competence has mean 1.25 and std -1.0; "
                    + "they must be finite and std above 0",
            "\"name\":\"warmth\" | \"name\":\"competence\" | the file does not hold together: the target competence is there "
                    + "twice; give each its own name",
            "\"unit\":\"points\" | \"unit\":\"points\",\"range\":[5,1] | \"targets[1].range\" does not hold "
                    + "together: a range from 5.0 to 1.0 holds nothing; the first number must be below the second",
            "\"unit\":\"points\" | \"unit\":\"points\",\"calibration\":{\"slope\":-1,\"offset\":0} | "
                    + "\"targets[1].calibration\" does not hold together: a calibration of slope -1.0 and offset 0.0 is "
                    + "impossible; the slope must be above 0, and both finite",
            "\"trainedOn\": | \"trainedOn\":3,\"old\":| \"trainedOn\" must be an object {...}, not 3",
            "\"emitter\": | \"emitter\":{},\"old\": | \"emitter\" must be a list [...], not an object",})
    void everyMistakeIsOneLine(String right, String wrong, String message) throws IOException {
        String text = Files.readString(file).replaceAll("\": ", "\":");
        assertThat(text).contains(right);
        Files.writeString(file, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + ": line ").hasMessageEndingWith(": " + message);
    }

    @Test
    void brokenJsonIsToldWithItsLine() throws IOException {
        Files.writeString(file, "{\n\"format\": 1,\n}");
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class)
                .hasMessage(file + ": line 3: is not valid JSON at column 1: found } where text in quotes must stand");
        Files.writeString(file, "");
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class).hasMessageStartingWith(file + ": ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        Files.writeString(file, "[".repeat(1_000_000));
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class)
                .hasMessageContaining("nests deeper than 32 levels");
        Files.writeString(file, "{\"format\":1,\"emitter\":[" + "1,".repeat(200_000) + "1]}");
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class).hasMessageContaining("more than");
        Files.write(file, new byte[20 << 20]);
        assertThatThrownBy(() -> ContractFile.read(file)).isInstanceOf(ModelException.class)
                .hasMessageContaining("is larger than 16 MiB");
    }
}
