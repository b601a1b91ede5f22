package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;

class ExtractorTest {
    private static Channel channel(String label, String extractor) {
        return new Channel(Role.EMITTER, "Audio", label, "", extractor == null ? "" : extractor, Channel.Scale.CONTINUOUS);
    }

    @ParameterizedTest
    @CsvSource({"openSMILE IS09, openSMILE 2", "openSMILE IS09, openSMILE 3.0.1", "openSMILE 2, openSMILE 3.0.2 IS09_emotion",
            "openSMILE IS09, opensmile-3.0.1 IS09_emotion.conf", "openSMILE IS09, openSMILE", "OpenFace 2, OpenFace 2.2.0",
            "OpenFace 2, OpenFace_2.0.6", "Py-Feat 0.6.1, py-feat 0.6", "own tracker, own tracker", ","})
    void areOneThing(String one, String other) {
        assertThat(Extractor.same(channel("pcm_zcr_sma", one), channel("pcm_zcr_sma", other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"openSMILE IS09, openSMILE 3.0.1 ComParE_2016", "openSMILE 2, openSMILE eGeMAPSv02", "OpenFace 2, OpenFace 3.0",
            "OpenFace 2, Py-Feat 0.6", "Py-Feat 0.5, Py-Feat 0.6", "OpenFace 2,", "openSMILE IS09, librosa 0.10",
            "OpenFace 2, OpenFace", "openSMILE IS09,", "two-way keys, own keys"})
    void areTwo(String one, String other) {
        assertThat(Extractor.same(channel("pcm_zcr_sma", one), channel("pcm_zcr_sma", other))).isFalse();
    }

    /** As OpenSmileInteropTest finds it: of an extreme that comes twice, rounding tells which. */
    @ParameterizedTest
    @CsvSource({"pcm_zcr_sma_maxPos, false", "pcm_zcr_sma_de_minPos, false", "pcm_zcr_sma_max, true", "pcm_zcr_sma_amean, true"})
    void thePlacesOfExtremesAreOnlyTheSameFromTheSameProgram(String label, boolean same) {
        assertThat(Extractor.same(channel(label, "openSMILE IS09"), channel(label, "openSMILE 3.0.1"))).isEqualTo(same);
        assertThat(Extractor.same(channel(label, "openSMILE 2"), channel(label, "openSMILE 3.0.1"))).isTrue();
        assertThat(Extractor.same(channel(label, "openSMILE IS09"), channel(label, "openSMILE IS09"))).isTrue();
    }
}
