package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.find;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting while nobody waits for it. */
@Timeout(60)
class ConnectTest {
    private final LslConfig config = Loopback.config().build();
    private final Lsl sender = Lsl.open(config);
    private final Lsl receiver = Lsl.open(config);

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
    }

    @Test
    void whatIsPushedOnceItIsConnectedArrives() throws Exception {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build());
                Inlet inlet = receiver.inlet(find(receiver, "numbers"))) {
            Inlet connected = inlet.connect(SOON).toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
            outlet.push(new float[]{7}, 10);
            assertThat(connected).isSameAs(inlet);
            assertThat(inlet.pull(new float[1], SOON)).isEqualTo(10);
            assertThat(inlet.connect(Duration.ofMillis(1)).toCompletableFuture()).as("it is already").isCompletedWithValue(inlet);
        }
    }

    @Test
    void anyNumberOfSilentHostsIsAskedWithoutAThreadForEachAndToldWhenTimeIsOver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, Loopback.HOST)) {
            int before = Thread.activeCount();
            List<CompletableFuture<Inlet>> attempts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                StreamInfo info = StreamInfo.builder("silent", "Test").uid("u" + i)
                        .v4(new Endpoint(Loopback.HOST.getHostAddress(), silent.getLocalPort(), silent.getLocalPort())).build();
                attempts.add(receiver.inlet(info).connect(Duration.ofMillis(300)).toCompletableFuture());
            }
            assertThat(Thread.activeCount()).isLessThan(before + 25);
            for (CompletableFuture<Inlet> attempt : attempts) {
                assertThatThrownBy(attempt::join).isInstanceOf(CompletionException.class).cause()
                        .isInstanceOf(LslTimeoutException.class).hasMessageContaining("'silent' (Test")
                        .hasMessageContaining("0.3 s");
            }
        }
    }

    @Test
    void whoClosesItOrIsRefusedIsTold() {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build())) {
            StreamInfo other = find(receiver, "numbers").toBuilder().uid("another").build();
            Inlet refused = receiver.inlet(other, InletOptions.DEFAULT.withRecovery(false));
            assertThatThrownBy(refused.connect(SOON).toCompletableFuture()::join).cause().isInstanceOf(StreamLostException.class);
            Inlet closed = receiver.inlet(find(receiver, "numbers"));
            closed.close();
            assertThatThrownBy(closed.connect(SOON).toCompletableFuture()::join).cause()
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
