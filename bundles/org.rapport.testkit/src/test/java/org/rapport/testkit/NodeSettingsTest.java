package org.rapport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    @interface Settings {
        String[] inputs();

        String query();

        double seconds() default 1;

        int hop() default 5;

        boolean fast();

        String[] types() default {"Face", "Gaze"};
    }

    @Test
    void whatIsLeftOutIsAsInTheRuntime() {
        Settings settings = NodeSettings.of(Settings.class);
        assertThat(settings.seconds()).isEqualTo(1);
        assertThat(settings.hop()).isEqualTo(5);
        assertThat(settings.types()).containsExactly("Face", "Gaze");
        assertThat(settings.inputs()).isEmpty();
        assertThat(settings.query()).isNull();
        assertThat(settings.fast()).isFalse();
        assertThat(settings.annotationType()).isEqualTo(Settings.class);
        assertThat(settings).isEqualTo(settings).isNotEqualTo(NodeSettings.of(Settings.class));
        assertThat(Map.of(settings, 1)).containsKey(settings);
    }

    @Test
    void valuesAreConvertedToTheSettingsType() {
        Settings settings = NodeSettings.of(Settings.class,
                Map.of("seconds", 2, "hop", 7L, "fast", "true", "inputs", "eye", "types", List.of("ECG")));
        assertThat(settings.seconds()).isEqualTo(2);
        assertThat(settings.hop()).isEqualTo(7);
        assertThat(settings.fast()).isTrue();
        assertThat(settings.inputs()).containsExactly("eye");
        assertThat(settings.types()).containsExactly("ECG");
    }

    @Test
    void aSettingThatIsNotThereOrOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> NodeSettings.of(Settings.class, Map.of("second", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("has no setting \"second\"; there are fast, hop, inputs, query, seconds, types");
        assertThatThrownBy(() -> NodeSettings.of(Settings.class, Map.of("seconds", "soon")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageEndingWith("\"seconds\": soon is no double");
    }
}
