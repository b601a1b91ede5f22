package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void aLineTakesThePlaceOfAStatusHoweverManyLinesThatHas() {
        Terminal terminal = new Terminal(out, true);
        terminal.show("one");
        terminal.say("said");
        terminal.show("a\nb\nc");
        terminal.say("more");
        String clear = "\r\u001b[J";
        assertThat(said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
                .isEqualTo(clear + "one" + clear + "said\n" + clear + "a\nb\nc\u001b[2A" + clear + "more\n");
    }

    @Test
    void whereNobodySitsInFrontOfItThereIsNoStatus() {
        Terminal terminal = new Terminal(out, false);
        terminal.show("a\nb");
        terminal.say("said");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("said" + System.lineSeparator());
    }
}
