package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void whatPeopleWriteStaysAsItIs() {
        assertThat(Shown.line("Müller, 日本語 (emitter) 😀 µS")).isEqualTo("Müller, 日本語 (emitter) 😀 µS");
    }

    @Test
    void whatMovesTheCursorOrTurnsTheTextIsEscaped() {
        assertThat(Shown.line("a\nb\r\t\u001b[31m\u009b1m\u202egnp\u2028\u0000"))
                .isEqualTo("a\\nb\\r\\t\\u001b[31m\\u009b1m\\u202egnp\\u2028\\u0000");
        assertThat(Shown.line("\ud83d")).isEqualTo("\\ud83d");
    }

    @Test
    void longNamesAreCut() {
        assertThat(Shown.name("x".repeat(5000))).hasSize(123).endsWith("...");
    }
}
