package org.rapport.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lsl4j.Inlet;
import org.lsl4j.InletOptions;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.Sensor;
import org.rapport.simulation.SimulatedSession;

/** The command over real sockets. */
class LiveTest {
    private static final String[] SMALL = {"--seed", "3", "--only", "receiver-bvp,receiver-gsr"};

    private static Inlet open(Running running, StreamInfo info) {
        Inlet inlet = running.observer().inlet(info, InletOptions.DEFAULT.withRecovery(false));
        inlet.open(Running.PATIENCE);
        return inlet;
    }

    private static double nextStamp(Inlet inlet, float[] sample) {
        double stamp = inlet.pull(sample, Running.PATIENCE);
        assertThat(stamp).as("a sample came in time").isNotNaN();
        return stamp;
    }

    @Test
    void allDevicesAreFoundWithTheirDescription() throws Exception {
        try (Running running = new Running("--seed", "3")) {
            List<StreamInfo> found = running.observer().resolve("starts-with(name,'sim-')", 8, Running.PATIENCE);

            assertThat(found).extracting(StreamInfo::name).containsExactlyInAnyOrder("sim-emitter-webcam", "sim-emitter-voice",
                    "sim-receiver-webcam", "sim-receiver-eyetracker", "sim-receiver-ecg", "sim-receiver-bvp", "sim-receiver-gsr",
                    "sim-receiver-label");
            StreamInfo tracker = running.stream("type='Gaze' and desc/role='receiver'");
            try (Inlet inlet = running.observer().inlet(tracker)) {
                StreamInfo full = inlet.fullInfo(Running.PATIENCE);
                assertThat(full.sourceId()).isEqualTo("sim-receiver-eyetracker-3");
                assertThat(full.nominalRate()).isEqualTo(60);
                assertThat(full.channels()).hasSize(11);
                assertThat(full.channels().get(0).label()).isEqualTo("gaze_x");
                assertThat(full.channels().get(0).unit()).isEqualTo("px");
                assertThat(full.desc().child("acquisition").orElseThrow().text("manufacturer")).isEqualTo("Rapport simulation");
            }
        }
    }

    @Test
    void sendsTheSessionAtItsCaptureTimes() throws Exception {
        try (Running running = new Running("--seed", "3", "--only", "receiver-ecg");
                Inlet inlet = open(running, running.stream("type='ECG'"))) {
            List<Float> received = new ArrayList<>();
            float[] sample = new float[1];
            double first = nextStamp(inlet, sample);
            received.add(sample[0]);
            double last = first;
            for (int i = 1; i < 300; i++) {
                double stamp = nextStamp(inlet, sample);
                received.add(sample[0]);
                assertThat(stamp - last).isCloseTo(0.001, within(1e-6));
                last = stamp;
            }
            assertThat(LslClock.now() - last).isBetween(0.0, 5.0);
            assertThat(Collections.indexOfSubList(simulated(3, "receiver-ecg", 20_000), received)).isNotNegative();
        }
    }

    private static List<Float> simulated(long seed, String name, int samples) {
        SimulatedDevice device = new SimulatedSession(seed).devices().stream().filter(d -> d.name().equals(name)).findFirst()
                .orElseThrow();
        Sensor sensor = device.start();
        float[] sample = new float[1];
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            sensor.next(sample);
            values.add(sample[0]);
        }
        return values;
    }

    @Test
    void aDroppedDeviceDisappearsAndComesBackAsTheSameDevice() throws Exception {
        try (Running running = new Running(SMALL)) {
            StreamInfo before = running.stream("type='PPG'");

            running.write("drop receiver-bvp");
            running.await("the stream is gone",
                    () -> running.observer().resolve("type='PPG'", 1, Duration.ofMillis(300)).isEmpty());
            assertThat(running.stream("type='EDA'").name()).isEqualTo("sim-receiver-gsr");

            running.write("restore receiver-bvp");
            StreamInfo after = running.stream("type='PPG'");
            assertThat(after.sourceId()).isEqualTo(before.sourceId());
            assertThat(after.uid()).isNotEqualTo(before.uid());
        }
    }

    @Test
    void aRenamedDeviceKeepsItsSourceId() throws Exception {
        try (Running running = new Running(SMALL)) {
            StreamInfo before = running.stream("type='PPG'");

            running.write("rename receiver-bvp Wristband");

            assertThat(running.stream("name='Wristband'").sourceId()).isEqualTo(before.sourceId());
            running.await("the old name is gone",
                    () -> running.observer().resolve("name='sim-receiver-bvp'", 1, Duration.ofMillis(300)).isEmpty());
        }
    }

    @Test
    void aClockJumps() throws Exception {
        try (Running running = new Running(SMALL); Inlet inlet = open(running, running.stream("type='PPG'"))) {
            float[] sample = new float[1];
            double last = nextStamp(inlet, sample);

            running.write("jump receiver-bvp 100");

            double stamp = nextStamp(inlet, sample);
            for (int i = 0; i < 640 && stamp - last < 1; i++) {
                last = stamp;
                stamp = nextStamp(inlet, sample);
            }
            assertThat(stamp - last).isCloseTo(100 + 1 / 64.0, within(0.001));
        }
    }

    @Test
    void aDelayedDeviceSendsLateWithTheRightStamps() throws Exception {
        try (Running running = new Running(SMALL); Inlet inlet = open(running, running.stream("type='PPG'"))) {
            float[] sample = new float[1];
            double previous = nextStamp(inlet, sample);

            running.write("delay receiver-bvp 0.7");

            double late = 0;
            for (int i = 0; i < 640 && late < 0.69; i++) {
                double stamp = nextStamp(inlet, sample);
                late = LslClock.now() - stamp;
                assertThat(stamp - previous).isCloseTo(1 / 64.0, within(0.001));
                previous = stamp;
            }
            assertThat(late).isGreaterThan(0.69);
        }
    }

    @Test
    void aDeviceSendsInPackets() throws Exception {
        try (Running running = new Running(SMALL); Inlet inlet = open(running, running.stream("type='PPG'"))) {
            float[] sample = new float[1];
            running.write("packets receiver-bvp 0.5");
            double first = nextStamp(inlet, sample);
            double last = first;
            int packet = 0;
            for (int i = 0; i < 640 && packet < 32; i++) {
                double stamp = nextStamp(inlet, sample);
                packet = stamp - last < 0.001 ? packet + 1 : 1;
                last = stamp;
            }
            assertThat(packet).as("half a second at 64 Hz, as fast as a program pushes").isEqualTo(32);
            assertThat(nextStamp(inlet, sample) - last).isBetween(0.3, 0.7);
        }
    }

    @Test
    void plannedActionsHappen() throws Exception {
        try (Running running = new Running("--only", "receiver-gsr", "--at", "0.5 quit", "--at", "0.1 rename receiver-gsr EDA")) {
            assertThat(running.exitCode()).isZero();
            assertThat(running.output()).containsPattern("0\\.\\d+ s: rename receiver-gsr EDA");
        }
    }

    @Test
    void goesOnWhenItsInputEndsAndStopsWhenItsTimeIsOver() throws Exception {
        try (Running running = new Running("--only", "receiver-gsr", "--seconds", "1")) {
            running.endInput();
            running.stream("type='EDA'");
            assertThat(running.isRunning()).isTrue();
            assertThat(running.exitCode()).isZero();
            assertThat(running.errors()).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithALineAndGoesOn() throws Exception {
        try (Running running = new Running(SMALL)) {
            running.write("drop toaster");
            running.await("the mistake is told", () -> running.errors().contains("toaster"));
            assertThat(running.errors()).hasLineCount(1)
                    .contains("there is no device \"toaster\"; there are receiver-bvp, receiver-gsr");
            assertThat(running.isRunning()).isTrue();

            running.write("help");
            running.await("help comes", () -> running.output().contains("rename DEVICE NAME"));
            running.write("quit");
            assertThat(running.exitCode()).isZero();
        }
    }

    @Test
    void endsWithoutComplaintWhenInterrupted() throws Exception {
        try (Running running = new Running(SMALL)) {
            running.stream("type='EDA'");
            running.interrupt();
            assertThat(running.exitCode()).isZero();
            assertThat(running.errors()).isEmpty();
        }
    }

    @Test
    void refusesWrongUse() throws Exception {
        for (String[] wrong : new String[][]{{"--only", "toaster"}, {"--at", "soon"}, {"--seconds", "0"}, {"--sessions", "2"},
                {"--speed"}, {"--only", "receiver-gsr", "--without", "receiver-gsr"}, {"--at", "1 drop toaster"}}) {
            try (Running running = new Running(wrong)) {
                assertThat(running.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
                assertThat(running.errors()).hasLineCount(1).startsWith("rapport simulate: ");
            }
        }
    }

    @Test
    void describesItsOptions() throws Exception {
        try (Running running = new Running("--help")) {
            assertThat(running.exitCode()).isZero();
            assertThat(running.output()).contains("--emitter-seed", "--study", "Exit codes");
        }
    }
}
