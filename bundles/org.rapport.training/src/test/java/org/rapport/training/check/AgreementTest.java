package org.rapport.training.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.model.Range;
import org.rapport.training.study.Combination;
import org.rapport.training.study.LabelTrack;
import org.rapport.training.study.Target;

class AgreementTest {
    private static final float NONE = Float.NaN;

    private static Agreement of(String... annotators) {
        return new Agreement(new Target("valence", List.of(annotators).stream().map(name -> new LabelTrack(name, "v")).toList(),
                Combination.MEAN, "", Range.ANY));
    }

    /** The example of Krippendorff 2011, section E: four observers, twelve units, gaps; alpha is 0.849 for interval data. */
    @Test
    void alphaIsThatOfKrippendorffsExample() {
        float[][] observers = {{1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE}, {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3},
                {NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE}, {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE}};
        Agreement agreement = of("a", "b", "c", "d");
        for (int unit = 0; unit < observers[0].length; unit++) {
            agreement.add(observers[0][unit], observers[1][unit], observers[2][unit], observers[3][unit]);
        }
        assertThat(agreement.alpha()).isCloseTo(0.849, within(0.0005));
        assertThat(agreement.lines()).hasSize(4).first().asString()
                .isEqualTo("  agreement of 4 annotators: Krippendorff's alpha 0.849 (interval)");
        assertThat(agreement.lines().get(3)).startsWith("  CCC of c/v with d/v 0.");
    }

    @Test
    void whoAlwaysSaysTheSameAgreesWhollyAndWhoSaysOneMoreDoesNot() {
        Agreement same = of("a", "b");
        Agreement more = of("a", "b");
        for (int i = 0; i < 10; i++) {
            same.add(i, i);
            more.add(i, i + 1);
        }
        assertThat(same.alpha()).isEqualTo(1);
        assertThat(same.concordance(0, 1)).isCloseTo(1, within(1e-12));
        assertThat(more.alpha()).isLessThan(1);
        assertThat(more.concordance(1, 0)).isLessThan(1).isGreaterThan(0.9);
    }

    @Test
    void withoutACommonMomentThereIsNone() {
        Agreement never = of("a", "b");
        never.add(1, NONE);
        never.add(NONE, 2);
        assertThat(never.alpha()).isNaN();
    }
}
