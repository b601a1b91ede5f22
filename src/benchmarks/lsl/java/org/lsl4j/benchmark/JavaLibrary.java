package org.lsl4j.benchmark;

import java.time.Duration;

import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;

/** org.lsl4j. */
final class JavaLibrary implements Library {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TENTH = Duration.ofMillis(100);

    private final Lsl lsl = Lsl.open();

    @Override
    public Sender sender(String name, int channels) {
        Outlet outlet = lsl.outlet(StreamInfo.builder(name, "Benchmark").channelCount(channels).nominalRate(100).build());
        return new Sender() {
            @Override
            public void push(float[] sample, double time) {
                outlet.push(sample, time);
            }

            @Override
            public void pushChunk(float[] values, double time) {
                outlet.pushChunk(values, time);
            }

            @Override
            public void awaitReceivers(int count) throws InterruptedException {
                while (outlet.consumers() < count) {
                    Thread.sleep(1);
                }
            }

            @Override
            public void close() {
                outlet.close();
            }
        };
    }

    @Override
    public Receiver receiver(String name, int channels) {
        Inlet inlet = lsl.inlet(lsl.resolveBy("name", name, 1, PATIENCE).get(0));
        inlet.open(PATIENCE);
        return new Receiver() {
            @Override
            public int pull(float[] values, double[] times) {
                return inlet.pullChunk(values, times, TENTH);
            }

            @Override
            public void close() {
                inlet.close();
            }
        };
    }

    @Override
    public void close() {
        lsl.close();
    }
}
