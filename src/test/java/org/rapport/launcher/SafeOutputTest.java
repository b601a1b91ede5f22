package org.rapport.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class SafeOutputTest {

    @Test
    void whatANameCouldDoToATerminalIsShownInstead() {
        assertThat(shown("a\u001b]0;title\u0007b\u009b2Jc\u202ed\u0000e\u001b[2Jf"))
                .isEqualTo("a\ufffd]0;title\ufffdb\ufffd2Jc\ufffdd\ufffde\ufffd[2Jf\n");
    }

    @Test
    void coloursLinesAndWordsOfAllPeopleGoThrough() {
        String own = "\r\u001b[K\u001b[1;33mMüller\u001b[0m\t日本語 😀 µS\nnext";
        assertThat(shown(own)).isEqualTo(own + "\n");
    }

    private static String shown(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new SafeOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        out.print(text.substring(0, 1));
        out.printf("%s%n", text.substring(1));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
