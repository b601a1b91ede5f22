package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

class LslSinkTest {
    private static final StreamDescription STREAM = new StreamDescription("impression", 10,
            List.of(new Channel(Role.RECEIVER, "Impression", "warmth", "", "", Channel.Scale.CONTINUOUS)), Origin.device());

    private final Lab lab = new Lab();
    private final LslNetwork elsewhere = new LslNetwork(Lsl.open(Lab.config(lab.port())));
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> warningsElsewhere = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        elsewhere.close();
        lab.close();
    }

    private static void send(LslSink sink, StreamDescription stream) {
        sink.accept(new Block(stream, new double[]{LslClock.now()}, new float[stream.channels().size()], LslClock.now()));
    }

    private StreamInfo sent() {
        return lab.network().lsl().resolveBy("name", "Impression", 1, Lab.PATIENCE).get(0);
    }

    @Test
    void theSourceIdNamesMachineAndPipelineAndStaysTheSame() {
        LslSink sink = new LslSink("Impression", "", "session", lab.network(), warnings::add);
        send(sink, STREAM);
        StreamInfo first = sent();
        assertThat(first.sourceId()).isEqualTo("rapport-" + first.hostname() + "-session-Impression");
        sink.close();
        LslSink again = new LslSink("Impression", "", "session", lab.network(), warnings::add);
        send(again, STREAM);
        lab.await(() -> !sent().uid().equals(first.uid()));
        assertThat(sent().sourceId()).isEqualTo(first.sourceId());
        again.close();
    }

    @Test
    void twoRuntimesWithOnePipelineAreToldOnceByBoth() {
        LslSink one = new LslSink("Impression", "", "session", lab.network(), warnings::add);
        LslSink two = new LslSink("Impression", "", "session", elsewhere, warningsElsewhere::add);
        lab.await(() -> {
            send(one, STREAM);
            send(two, STREAM);
            return !warnings.isEmpty() && !warningsElsewhere.isEmpty();
        });
        assertThat(warnings).singleElement().asString().contains("is sent a second time with source id rapport-",
                "stop one of them");
        assertThat(warningsElsewhere).hasSize(1);
        one.close();
        two.close();
    }

    /** Edits of a pipeline change what is sent: the former outlet is remembered for a while, and is no other program. */
    @Test
    void anOutletThatTakesTheFormersPlaceIsNoOtherNorIsWhoAnswersToAnyQuestion() throws IOException {
        LslSink sink = new LslSink("Impression", "", "session", lab.network(), warnings::add);
        Stranger stranger = Stranger.silent(lab.port(), StreamInfo.builder("laptop", "ECG").sourceId("l").uid("u").build());
        double start = LslClock.now();
        lab.await(() -> {
            double rate = 10 + Math.floor(LslClock.now() - start);
            send(sink, new StreamDescription(STREAM.id(), rate, STREAM.channels(), Origin.device()));
            return LslClock.now() - start > 5;
        });
        assertThat(warnings).isEmpty();
        assertThat(stranger.asked()).isPositive();
        stranger.close();
        sink.close();
    }
}
