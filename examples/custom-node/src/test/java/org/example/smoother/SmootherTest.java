package org.example.smoother;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.testkit.NodeSettings;
import org.rapport.testkit.TestBench;
import org.rapport.testkit.TestStream;

class SmootherTest {
    private static final TestStream EYE = TestStream.of("eye", 10, "x", "y");

    private final TestBench bench = new TestBench(
            new Smoother(NodeSettings.of(Smoother.Settings.class, Map.of("seconds", 0.5))));

    @Test
    void aStepIsReachedWithTheTimeConstant() throws Exception {
        bench.feed(EYE.block(100, 0, 0));
        bench.feed(EYE.blocks(100.1, 5, 4, time -> 1));
        double[] x = bench.sent().channel(0);
        assertThat(x[0]).isZero();
        assertThat(x[5]).as("after 0.5 s").isCloseTo(1 - Math.exp(-1), within(1e-3));
        assertThat(x[50]).as("after 5 s").isCloseTo(1, within(1e-3));
    }

    @Test
    void whatIsMissingStaysMissing() throws Exception {
        bench.feed(EYE.block(100, 3, Float.NaN, Float.NaN, 4));
        assertThat(bench.sent().channel(0)).containsExactly(3, Double.NaN);
        assertThat(bench.sent().channel(1)).as("begins with the first value that is there").containsExactly(Double.NaN,
                4);
    }

    @Test
    void itsStreamSaysHowItWasMade() throws Exception {
        bench.feed(EYE.block(100, 1, 2));
        StreamDescription sent = bench.sent().blocks().get(0).stream();
        assertThat(sent.rate()).isEqualTo(10);
        assertThat(sent.channels()).isEqualTo(EYE.description().channels());
        assertThat(sent.origin()).isEqualTo(Origin.derived(Smoother.TYPE, Map.of("seconds", 0.5)));
    }
}
