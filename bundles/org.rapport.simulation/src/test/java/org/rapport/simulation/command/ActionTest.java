package org.rapport.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.simulation.command.Action.Verb;

class ActionTest {
    private static final List<String> DEVICES = List.of("receiver-ecg", "receiver-gsr");

    @ParameterizedTest
    @ValueSource(strings = {"drop receiver-ecg", "restore receiver-gsr", "delay receiver-ecg 0.5", "jump receiver-ecg -3600",
            "packets receiver-ecg 0.5", "rename receiver-ecg Polar", "quit", "help"})
    void readsWhatItWrites(String line) {
        assertThat(Action.parse("  " + line.replace(" ", "   ") + " ", DEVICES)).hasToString(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "explode receiver-ecg | there is no action \"explode\"; there are drop DEVICE, restore DEVICE, delay DEVICE SECONDS, "
                    + "jump DEVICE SECONDS, packets DEVICE SECONDS, rename DEVICE NAME, quit, help",
            "drop | \"drop\" is written: drop DEVICE", "quit now | \"quit now\" is written: quit",
            "drop toaster | there is no device \"toaster\"; there are receiver-ecg, receiver-gsr",
            "delay receiver-ecg soon | \"soon\" is no number of seconds that delay can take",
            "delay receiver-ecg -1 | \"-1\" is no number of seconds that delay can take",
            "jump receiver-ecg NaN | \"NaN\" is no number of seconds that jump can take"})
    void saysInOneLineWhatIsWrong(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Action.parse(line, DEVICES)).withMessage(message);
    }

    @Test
    void readsWhenItIsDue() {
        assertThat(TimedAction.parse("2.5 drop receiver-ecg", DEVICES))
                .isEqualTo(new TimedAction(2.5, new Action(Verb.DROP, "receiver-ecg", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop receiver-ecg", "5", "-1 quit", "NaN quit", ""})
    void saysWhatAPlannedActionIs(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimedAction.parse(text, DEVICES))
                .withMessageContaining("is not a time in seconds and an action, such as \"20 drop receiver-ecg\"");
    }
}
