package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;

class RunnerTest {
    private static final Post POST = new Post();
    private static final Workers WORKERS = new Workers();
    private final Audience audience = new Audience();
    private static final StreamDescription STREAM = new StreamDescription("s", 0, List.of(), Origin.device());

    private final LinkedBlockingQueue<Signal> seen = new LinkedBlockingQueue<>();
    private final Runner sink = runner("sink", new Sink() {
        @Override
        public void accept(Block block) {
            seen.add(block);
        }

        @Override
        public void status(StreamStatus status) {
            seen.add(status);
        }
    });

    @Test
    void aNodeThatFailsOnABlockGetsTheNextAndIsCounted() throws Exception {
        Runner node = runner("node", (Processor) (block, output) -> {
            if (block.times()[0] == 1) {
                throw new IllegalStateException("on purpose");
            }
            output.send(block);
        });
        Runner source = feed(node);
        for (int i = 0; i < 3; i++) {
            source.send(block(i));
        }
        assertThat(((Block) seen.poll(10, TimeUnit.SECONDS)).times()[0]).isEqualTo(0);
        assertThat(((Block) seen.poll(10, TimeUnit.SECONDS)).times()[0]).isEqualTo(2);
        node.stop();
        assertThat(node.status(List.of()).failures()).isEqualTo(1);
        assertThat(node.status(List.of()).received()).isEqualTo(3);
        assertThat(node.status(List.of()).sent()).isEqualTo(2);
    }

    @Test
    void anErrorOfAPlugInIsAFailureLikeAnyOther() throws Exception {
        Runner node = runner("node", (Processor) (block, output) -> {
            if (block.times()[0] == 1) {
                throw new NoClassDefFoundError("on purpose");
            }
            output.send(block);
        });
        Runner source = feed(node);
        for (int i = 0; i < 3; i++) {
            source.send(block(i));
        }
        assertThat(((Block) seen.poll(10, TimeUnit.SECONDS)).times()[0]).isEqualTo(0);
        assertThat(((Block) seen.poll(10, TimeUnit.SECONDS)).times()[0]).isEqualTo(2);
        node.stop();
        assertThat(node.status(List.of()).failures()).isEqualTo(1);
    }

    @Test
    void whoLooksOnSeesEachSignalOnceWhereItWasMade() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        audience.add((pipeline, node, signal) -> told.add(node + " " + signal.getClass().getSimpleName()));
        Runner node = runner("node", (Processor) (block, output) -> output.send(block(2)));
        Runner source = feed(node);
        source.send(new StreamStatus("source", StreamStatus.State.LIVE, 0, "there"));
        source.send(block(1));
        seen.poll(10, TimeUnit.SECONDS);
        seen.poll(10, TimeUnit.SECONDS);
        node.stop();
        assertThat(told).containsExactlyInAnyOrder("source StreamStatus", "source Block", "node Block");
    }

    @Test
    void whoFailsAtLookingOnCostsNoNodeAnything() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        audience.add((pipeline, node, signal) -> {
            calls.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });
        Runner source = runner("source", new Object());
        source.targets(List.of(sink));
        sink.start();
        source.send(block(1));
        source.send(block(2));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aSlowNodeNeverHoldsUpItsSource() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Runner slow = runner("slow", (Processor) (block, output) -> {
            release.await();
            output.send(block);
        });
        Runner source = feed(slow);
        for (int i = 0; i < 50_000; i++) {
            source.send(block(i)); // would block for ever if the edge did
        }
        release.countDown();
        Signal last = null;
        while (last == null || ((Block) last).times()[0] < 49_999) {
            last = seen.poll(10, TimeUnit.SECONDS);
            assertThat(last).isNotNull();
        }
        assertThat(slow.status(List.of()).dropped()).isBetween(10_000L, 30_000L);
    }

    @Test
    void stateNewsPassesThroughInOrderWithTheBlocks() throws Exception {
        Runner node = runner("node", (Processor) (block, output) -> output.send(block));
        Runner source = feed(node);
        StreamStatus lost = new StreamStatus("s", StreamStatus.State.LOST, 5, "test");
        source.send(block(1));
        source.send(lost);
        source.send(block(2));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isInstanceOf(Block.class);
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isSameAs(lost);
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isInstanceOf(Block.class);
        assertThat(source.status(List.of()).streams()).containsExactly(lost);
        assertThat(node.status(List.of()).streams()).as("what a node hands on is not its own").isEmpty();
    }

    @Test
    void aStoppedNodeFirstDealsWithWhatItWasSent() throws Exception {
        Runner node = runner("node", (Processor) (block, output) -> output.send(block));
        Runner source = feed(node);
        for (int i = 0; i < 100; i++) {
            source.send(block(i));
        }
        node.stop();
        sink.stop();
        assertThat(seen).hasSize(100);
    }

    /** What a recorder writes down must be what the nodes beside it went by. */
    @Test
    void allNodesFindWhatTheyBothGetInTheSameOrder() throws Exception {
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Runner> receivers = List.of(runner("one", (Sink) block -> one.add(block.times()[0])),
                runner("other", (Sink) block -> other.add(block.times()[0])));
        receivers.forEach(Runner::start);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i * 200;
            Runner source = runner("source" + i, new Object());
            source.targets(receivers);
            senders.add(new Thread(() -> IntStream.range(number, number + 200).forEach(time -> source.send(block(time)))));
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        receivers.forEach(Runner::stop);
        assertThat(one).hasSize(800).isEqualTo(other);
    }

    /** A row of NaN says how much of the input was there, and nothing else. */
    @Test
    void onlyAWholeRowIsAPrediction() {
        StreamDescription impression = new StreamDescription("impression", 5, List.of(channel("competence"), channel("validity")),
                Origin.device());
        Runner node = runner("impression", new Object());
        Predictions predictions = new Predictions();
        predictions.add(node);
        node.send(new StreamStatus("impression", StreamStatus.State.REFUSED, 1, "another extractor"));
        node.send(new Block(impression, new double[]{1, 2}, new float[]{Float.NaN, 0.4f, Float.NaN, 0.3f}, 2));
        assertThat(predictions.missing()).containsExactly("test/impression has predicted nothing: REFUSED: another extractor");
        node.send(new Block(impression, new double[]{3, 4}, new float[]{Float.NaN, 0.4f, 0.1f, 0.9f}, 4));
        assertThat(predictions.missing()).isEmpty();
        predictions.add(runner("impression", new Object()));
        assertThat(predictions.missing()).as("an edit does not undo what was predicted").isEmpty();
    }

    private static Channel channel(String label) {
        return new Channel(Role.RECEIVER, "Impression", label, "", "", Channel.Scale.CONTINUOUS);
    }

    @Test
    void saysAgainWhatIsRefusedAsLongAsNothingIsSent() {
        Runner node = runner("node", new Object());
        node.send(new StreamStatus("node", StreamStatus.State.REFUSED, 1, "why"));
        assertThat(node.refusals()).containsExactly("test/node: node REFUSED: why");
        node.send(new StreamStatus("node", StreamStatus.State.LIVE, 1, "well again"));
        assertThat(node.refusals()).isEmpty();
    }

    @Test
    void aNodeKnowsHowLongItsInputHasWaited() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Double> waited = new CopyOnWriteArrayList<>();
        Runner node = runner("node", (Processor) (block, output) -> {
            release.await();
            waited.add(output.waited());
            output.send(block);
        });
        Runner source = feed(node);
        assertThat(source.waited()).as("of a source").isNaN();
        long first = System.nanoTime();
        source.send(block(1));
        source.send(block(2));
        long sent = System.nanoTime();
        while (System.nanoTime() - sent < 20_000_000) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(waited).hasSize(2).allSatisfy(one -> assertThat(one).isBetween(0.02, (System.nanoTime() - first) / 1e9));
    }

    /** A node whose predictions are all NaN has still told when it made them. */
    @Test
    void whenSomethingWasDoneIsNoPrediction() {
        Runner node = runner("impression", new Object());
        node.send(new Block(new StreamDescription("timing", 5,
                List.of(new Channel(Role.RECEIVER, "Timing", "arrived", "s", "", Channel.Scale.CONTINUOUS)), Origin.device()),
                new double[]{1}, new float[]{0.5f}, 1));
        assertThat(node.hasPredicted()).isFalse();
    }

    private Runner feed(Runner node) {
        Runner source = runner("source", new Object());
        source.targets(List.of(node));
        node.targets(List.of(sink));
        node.start();
        sink.start();
        return source;
    }

    private Runner runner(String name, Object node) {
        return new Runner(new NodeId("test", name, "test.type", List.of()), node, false, POST, audience, WORKERS);
    }

    private static Block block(double time) {
        return new Block(STREAM, new double[]{time}, new float[0], time);
    }
}
