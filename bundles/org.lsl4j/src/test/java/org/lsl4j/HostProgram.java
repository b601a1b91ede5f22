package org.lsl4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A program on a host of its own; see {@link TwoHosts}. Its settings come from the file that LSLAPICFG names. */
final class HostProgram {
    private static final Duration LONG = Duration.ofSeconds(20);

    private HostProgram() {
    }

    public static void main(String[] arguments) {
        try (Lsl lsl = Lsl.open()) {
            switch (arguments[0]) {
                case "send" -> send(lsl);
                case "receive" -> receive(lsl);
                case "seek" -> System.out.println("found " + lsl.resolveAll(Duration.ofSeconds(2)).size());
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Sends 1, 2, 3 ... a hundred times a second, for ever. */
    private static void send(Lsl lsl) {
        StreamInfo info = StreamInfo.builder("counter", "Test").format(ChannelFormat.INT32).nominalRate(100).sourceId("c")
                .build();
        Outlet outlet = lsl.outlet(info);
        System.out.println("ready");
        outlet.awaitConsumers(LONG);
        for (int i = 1;; i++) {
            outlet.push(new int[]{i});
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Says where the stream comes from, each number, each change of state and each measurement of the clock. */
    private static void receive(Lsl lsl) {
        List<StreamInfo> found = lsl.resolveBy("name", "counter", 1, LONG);
        Inlet inlet = lsl.inlet(found.get(0));
        System.out.println("from " + found.get(0).v4().address() + found.get(0).v6().address());
        inlet.onStateChange(state -> System.out.println("state " + state));
        inlet.open(LONG);
        TimeCorrection told = null;
        int[] number = new int[1];
        while (true) {
            TimeCorrection measured = inlet.timeCorrection(LONG);
            if (!measured.equals(told)) {
                System.out.println("offset " + measured.offset());
                told = measured;
            }
            if (!Double.isNaN(inlet.pull(number, LONG))) {
                System.out.println("sample " + number[0]);
            }
        }
    }
}
