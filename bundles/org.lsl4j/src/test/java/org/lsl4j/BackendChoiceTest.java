package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.find;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lsl4j.LslConfig.Backend;

class BackendChoiceTest {
    private static final LslConfig NOWHERE = Loopback.config().nativeLibrary("/no/such/liblsl.so").build();

    @Test
    void javaIsTheDefault() {
        assertThat(LslConfig.builder().build().backend()).isEqualTo(Backend.JAVA);
    }

    @Test
    void theNativeLibraryMustBeThereIfItIsAskedFor() {
        LslConfig config = NOWHERE.toBuilder().backend(Backend.NATIVE).build();
        assertThatThrownBy(() -> Lsl.open(config)).isInstanceOf(LslException.class)
                .hasMessageContainingAll("/no/such/liblsl.so cannot be loaded", "set org.lsl4j.library").message()
                .doesNotContain("\n");
    }

    @Test
    void autoDoesWithoutTheNativeLibrary() {
        try (Lsl lsl = Lsl.open(NOWHERE.toBuilder().backend(Backend.AUTO).build());
                Outlet outlet = lsl.outlet(StreamInfo.builder("auto", "").build());
                Inlet inlet = lsl.inlet(find(lsl, outlet.info().name()))) {
            inlet.open(SOON);
            assertThat(inlet.state()).isEqualTo(InletState.CONNECTED);
        }
    }

    @Test
    void aPropertyChoosesWhereTheCodeDoesNot() {
        String property = "org.lsl4j.backend";
        try {
            System.setProperty(property, "auto");
            assertThat(LslConfig.builder().build().backend()).isEqualTo(Backend.AUTO);
            assertThat(LslConfig.parse("").backend()).isEqualTo(Backend.AUTO);
            assertThat(LslConfig.builder().backend(Backend.JAVA).build().backend()).isEqualTo(Backend.JAVA);
            System.setProperty(property, "natve");
            assertThatThrownBy(LslConfig::builder).hasMessage("org.lsl4j.backend is 'natve': it can be java, native or auto");
        } finally {
            System.clearProperty(property);
        }
    }

    @Tag("interop")
    @Test
    @EnabledIfSystemProperty(named = "rapport.python", matches = ".+")
    void theNativeLibraryTakesSettingsOnce() {
        LslConfig config = NativeSetup.CONFIG.toBuilder().backend(Backend.NATIVE).build();
        try (Lsl first = Lsl.open(config)) {
            Lsl.open(first.config()).close();
            LslConfig other = config.toBuilder().sessionId("another").build();
            assertThatThrownBy(() -> Lsl.open(other)).isInstanceOf(LslException.class).hasMessageContaining("has others already");
        }
    }

    @Tag("interop")
    @Test
    @EnabledIfSystemProperty(named = "rapport.python.older", matches = ".+")
    void anOlderNativeLibraryTakesSettingsFromAFileOnly() {
        LslConfig config = Loopback.config().backend(Backend.NATIVE).nativeLibrary(NativeSetup.library("rapport.python.older"))
                .build();
        assertThatThrownBy(() -> Lsl.open(config)).isInstanceOf(LslException.class).hasMessageContaining("LSLAPICFG");
    }
}
