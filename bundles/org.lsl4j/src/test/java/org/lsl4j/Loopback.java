package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A network of its own for a test: loopback only, on ports that no other test or session uses. */
public final class Loopback {
    public static final Duration SOON = Duration.ofSeconds(10);
    public static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private Loopback() {
    }

    public static LslConfigBuilder config() {
        return config(freeRange());
    }

    /** The network of another program, whose multicast port this is. */
    public static LslConfigBuilder config(int base) {
        return LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress(HOST.getHostAddress()).interfaces(List.of(HOST.getHostAddress())).multicastPort(base)
                .basePort(base + 1).portRange(24).sessionId("test-" + base);
    }

    /** A base port whose neighbours are free at the moment. */
    private static int freeRange() {
        for (int i = 0; i < 100; i++) {
            int base = ThreadLocalRandom.current().nextInt(200, 300) * 100;
            if (isFree(base) && isFree(base + 1) && isFree(base + 24)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOST, port))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public static StreamInfo find(Lsl lsl, String name) {
        List<StreamInfo> found = lsl.resolveBy("name", name, 1, SOON);
        assertThat(found).extracting(StreamInfo::name).containsExactly(name);
        return found.get(0);
    }

    public static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come true within " + SOON);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
