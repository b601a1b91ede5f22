package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextPatternTest {
    @Test
    void matchesTheWholeText() throws Exception {
        TextPattern pattern = pattern("au(\\\\d+)_r");
        assertThat(pattern.matches("AU12_r")).isTrue();
        assertThat(pattern.matches("AU12_r ")).isFalse();
        assertThat(pattern.match("AU12_r").orElseThrow().group(1)).isEqualTo("12");
        assertThat(pattern.groups()).isEqualTo(1);
    }

    @Test
    void anyPatternAnswersOnAnyText() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String nasty : List.of("(a+)+$", "(a|aa)+$", "(.*)*x", "(([a-z])+.)+[A-Z]([a-z])+$", "(a|b)*c",
                    "((((a*)*)*)*)*b", "(?:a?){500}a{500}b", "(a*)(a*)(a*)(a*)(a*)(a*)(a*)(a*)\\\\1\\\\2b")) {
                TextPattern pattern = pattern(nasty);
                for (int length : new int[]{30, 300, 2000, 100_000}) {
                    assertThat(pattern.matches("a".repeat(length) + "!")).as(nasty).isFalse();
                }
            }
        });
    }

    @Test
    void whatIsNoPatternIsAFault() {
        for (String none : List.of("[", "(", "a{2,1}", "*", "\\\\", "(?<a>x)(?<a>y)", "(".repeat(1000), "x".repeat(1001))) {
            assertThatThrownBy(() -> pattern(none)).as(none).isInstanceOf(FileFault.class)
                    .hasMessageContaining("regular expression");
        }
    }

    private static TextPattern pattern(String json) throws FileFault {
        return TextPattern.of(JsonEntry.parse("f", "{ \"label\": \"" + json + "\" }").needed("label"), Pattern.CASE_INSENSITIVE);
    }
}
