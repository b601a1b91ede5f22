package org.lsl4j.internal.time;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.net.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks outlets for their time, on one thread for all of them: each by several probes in a row, of which the one that is answered
 * quickest counts.
 */
public final class TimeExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TimeExchange.class);
    private static final int LONGEST_ANSWER = 512;

    private final LslConfig config;
    private final EventLoop loop;
    /** Those under way, by whom is asked. All outlets of a program answer at one port, and who asks meanwhile gets the same. */
    private final Map<InetSocketAddress, Wave> waves = new HashMap<>();

    /** @param loop that does little else, or what it does is measured too */
    public TimeExchange(LslConfig config, EventLoop loop) {
        this.config = config;
        this.loop = loop;
    }

    /**
     * Asks at an outlet's service port.
     *
     * @param measured is told what came of it, once; null if there were too few answers to judge
     */
    public void measure(InetSocketAddress service, Consumer<TimeCorrection> measured) {
        loop.execute(() -> {
            try {
                Wave wave = waves.get(service);
                if (wave == null) {
                    wave = new Wave(service);
                    wave.begin();
                    waves.put(service, wave);
                }
                wave.measured.add(measured);
            } catch (IOException | RuntimeException e) {
                LOG.debug("{} cannot be asked for its time: {}", service, e.toString());
                measured.accept(null);
            }
        });
    }

    /** The probes of one exchange, and the answers. */
    private final class Wave {
        /** One for each wave, so that nobody can keep others from being heard. */
        private final DatagramChannel channel = DatagramChannel.open();
        private final InetSocketAddress service;
        private final List<Consumer<TimeCorrection>> measured = new ArrayList<>();
        private final int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        private final double[] sent = new double[config.timeProbeCount()];
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        private final long start = System.nanoTime();
        private TimeCorrection best;
        private int probes;
        private int answers;

        Wave(InetSocketAddress service) throws IOException {
            this.service = service;
        }

        void begin() throws IOException {
            try {
                // connected, so that nobody else can answer
                channel.connect(service);
                loop.register(channel, SelectionKey.OP_READ, key -> receive());
                probe();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }

        private void probe() {
            sent[probes] = LslClock.now();
            byte[] text = ("LSL:timedata\r\n" + number + " " + sent[probes] + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                channel.write(ByteBuffer.wrap(text));
            } catch (IOException e) {
                LOG.trace("nobody answers at {}: {}", service, e.toString());
            }
            probes++;
            long due = start + probes * config.timeProbeInterval().toNanos() - System.nanoTime();
            loop.after(due, probes < sent.length ? this::probe : this::waitForTheLast);
        }

        private void waitForTheLast() {
            loop.after(answers < sent.length ? config.timeProbeMaxRtt().toNanos() : 0, this::end);
        }

        private void end() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing {} failed: {}", channel, e.toString());
            }
            waves.remove(service);
            TimeCorrection result = answers >= config.timeUpdateMinProbes() ? best : null;
            measured.forEach(one -> one.accept(result));
        }

        /** As many as were asked for, and not more at once. */
        private void receive() {
            for (int i = 0; i < sent.length; i++) {
                try {
                    answer.clear();
                    if (channel.read(answer) <= 0) {
                        return;
                    }
                    double arrived = LslClock.now();
                    take(TimeReply.parse(StandardCharsets.US_ASCII.decode(answer.flip()).toString()), arrived);
                } catch (PortUnreachableException e) {
                    LOG.trace("nobody answers at {}", service);
                } catch (IOException e) {
                    LOG.debug("answers of {} cannot be received: {}", service, e.toString());
                    return;
                } catch (IllegalArgumentException e) {
                    LOG.debug("an answer to a time probe is ignored: {}", e.getMessage());
                }
            }
        }

        private void take(TimeReply reply, double t3) {
            double t1 = reply.arrived();
            double t2 = reply.answered();
            double roundTrip = (t3 - reply.sent()) - (t2 - t1);
            if (reply.wave() != number || !cross(reply.sent()) || !(roundTrip >= 0 && roundTrip <= Limits.ROUND_TRIP)) {
                return;
            }
            answers++;
            if (best == null || roundTrip < best.uncertainty()) {
                best = new TimeCorrection(-((t1 - reply.sent()) + (t2 - t3)) / 2, roundTrip, (t1 + t2) / 2);
            }
        }

        /** Crosses out the probe that was sent then; false if there is none, or it was answered before. */
        private boolean cross(double time) {
            for (int i = 0; i < probes; i++) {
                // native peers print 16 digits
                if (Math.abs(sent[i] - time) < 1e-8) {
                    sent[i] = Double.NaN;
                    return true;
                }
            }
            return false;
        }
    }
}
