package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lsl4j.ChannelFormat;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** What other hosts on the network claim costs the devices that are read nothing. */
class StrangersTest {
    private static final double RATE = 100;

    private final Lab lab = new Lab();

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    private static StreamInfo stream(String name, String type) {
        return StreamInfo.builder(name, type).nominalRate(RATE).sourceId(name).channel(type, "mV", type).build();
    }

    private static StreamInfo claimed(StreamInfo like, String uid) {
        return like.toBuilder().uid(uid).build();
    }

    private List<String> warnings(String words) {
        return lab.all(StreamStatus.class).stream().filter(StreamStatus::warning).map(StreamStatus::reason)
                .filter(reason -> reason.contains(words)).toList();
    }

    private static void push(Outlet outlet, float value) {
        outlet.push(new float[]{value}, LslClock.now());
    }

    private void awaitValue(float value) {
        lab.await(() -> lab.blocks().stream().anyMatch(block -> block.value(block.samples() - 1, 0) == value));
    }

    /** A personal laptop behind its firewall: it answers discovery, and its TCP ports are silent. */
    @Test
    void silentHostsCostTheRowsOfABodyNothingAndAreToldOnceByName() throws IOException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        List<Stranger> strangers = new ArrayList<>();
        try (Outlet ecg = lab.outlet(stream("strap", "ECG"));
                Outlet bvp = lab.outlet(stream("wrist-bvp", "BVP"));
                Outlet gsr = lab.outlet(stream("wrist-gsr", "GSR"))) {
            List<Outlet> body = List.of(ecg, bvp, gsr);
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            clock.scheduleAtFixedRate(() -> body.forEach(outlet -> push(outlet, 1)), 0, (long) (1e6 / RATE),
                    TimeUnit.MICROSECONDS);
            lab.await(() -> lab.blocks().stream().map(block -> block.stream().name()).distinct().count() == 3);
            double since = LslClock.now();
            strangers.add(Stranger.silent(lab.port(), claimed(stream("laptop", "ECG"), "uid-of-laptop")));
            strangers.add(Stranger.silent(lab.port(), claimed(stream("tablet", "EDA"), "uid-of-tablet")));
            lab.await(() -> warnings("answers discovery and nothing else").size() == 2);
            lab.await(() -> LslClock.now() - since > 11); // several trials: 3 s each
            assertThat(longestPause(since, LslClock.now())).as("seconds without a block; a trial takes 3").isLessThan(1.5);
            assertThat(warnings("answers discovery")).hasSize(2).allMatch(words -> words.contains("stranger pass TCP port"));
            assertThat(lab.all(StreamStatus.class)).filteredOn(status -> status.reason().contains("answers discovery"))
                    .extracting(status -> status.stream().name()).containsExactlyInAnyOrder("laptop", "tablet");
        } finally {
            clock.shutdownNow();
            for (Stranger stranger : strangers) {
                stranger.close();
            }
        }
    }

    /** Its samples wait for its clock; it is there all the same, and not lost again and again. */
    @Test
    void aDeviceWhoseClockCannotBeHadIsStaleAndNotLost() throws Exception {
        try (Lab elsewhere = new Lab(); Outlet ecg = elsewhere.outlet(stream("strap", "ECG"))) {
            StreamInfo real = elsewhere.network().lsl().resolveBy("name", "strap", 1, Lab.PATIENCE).get(0);
            try (Stranger host = Stranger.timeless(lab.port(), real)) {
                lab.run(SourceKind.PHYSIO, StampClock.LSL);
                double since = LslClock.now();
                lab.await(() -> {
                    push(ecg, 1);
                    return LslClock.now() - since > 9;
                });
                lab.awaitStatus(State.STALE, "does not answer time probes");
                assertThat(host.asked()).isPositive();
                assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).doesNotContain(State.LOST);
            }
        }
    }

    /** Of the three streams, between the arrivals of two blocks. */
    private double longestPause(double from, double to) {
        double longest = 0;
        for (String name : List.of("strap", "wrist-bvp", "wrist-gsr")) {
            double last = from;
            for (Block block : lab.blocks()) {
                if (block.stream().name().equals(name) && block.arrived() >= from) {
                    longest = Math.max(longest, block.arrived() - last);
                    last = block.arrived();
                }
            }
            longest = Math.max(longest, to - last);
        }
        return longest;
    }

    @Test
    void silentHostsCostTheMarkersOfOthersNothing() throws IOException {
        StreamInfo markers = StreamInfo.builder("Markers", "Markers").format(ChannelFormat.STRING).sourceId("m").build();
        try (Outlet outlet = lab.outlet(markers);
                Stranger stranger = Stranger.silent(lab.port(),
                        claimed(markers.toBuilder().name("laptop").sourceId("l").build(), "uid-of-laptop"))) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
            outlet.awaitConsumers(Lab.PATIENCE);
            double since = LslClock.now();
            lab.await(() -> {
                outlet.push(new String[]{"tick"}, LslClock.now());
                return LslClock.now() - since > 6 && warnings("answers discovery and nothing else").size() == 1;
            });
            double last = since + 1; // the clock must be known first
            for (Marker marker : lab.all(Marker.class)) {
                assertThat(marker.time() - last).isLessThan(1.5);
                last = Math.max(last, marker.time());
            }
            assertThat(stranger.asked()).isPositive();
        }
    }

    @Test
    void aTwinThatLiesToDiscoveryIsNeverRead() throws IOException {
        try (Stranger liar = Stranger.lying(lab.port(), claimed(stream("strap", "ECG"), "u1"), stream("fridge", "Temperature"))) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            lab.awaitStatus(State.RESOLVING, "its description does not");
            try (Outlet ecg = lab.outlet(stream("strap", "ECG"))) {
                ecg.awaitConsumers(Lab.PATIENCE);
                push(ecg, 1);
                awaitValue(1);
            }
            lab.awaitStatus(State.LOST, "gone for");
            assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::reason)
                    .filteredOn(reason -> reason.contains("claims to match")).hasSize(1);
            assertThat(liar.asked()).isPositive();
        }
    }

    @Test
    void whoeverClaimsTheUidOfALiveOutletChangesNothing() throws IOException {
        try (Outlet ecg = lab.outlet(stream("strap", "ECG"))) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            ecg.awaitConsumers(Lab.PATIENCE);
            push(ecg, 1);
            awaitValue(1);
            try (Stranger liar = Stranger.lying(lab.port(), claimed(stream("strap", "ECG"), ecg.info().uid()),
                    stream("strap", "ECG"))) {
                lab.await(() -> liar.asked() > 3);
                push(ecg, 2);
                awaitValue(2);
                ecg.close();
                lab.awaitStatus(State.LOST, "gone for");
                try (Outlet again = lab.outlet(stream("strap", "ECG"))) {
                    again.awaitConsumers(Lab.PATIENCE);
                    push(again, 3);
                    awaitValue(3);
                }
                assertThat(warnings("replaces")).as("after it was lost, not at once").hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aTwinThatWasThereTakesOverOnlyAfterTheDeviceIsLostAndIsTold() {
        StreamInfo strap = stream("strap", "ECG");
        try (Outlet ecg = lab.outlet(strap)) {
            lab.run(SourceKind.PHYSIO, StampClock.LSL);
            ecg.awaitConsumers(Lab.PATIENCE);
            push(ecg, 1);
            awaitValue(1);
            try (Outlet twin = lab.outlet(strap)) {
                lab.await(() -> !warnings("a second device has the same name").isEmpty());
                assertThat(twin.consumers()).isZero();
                ecg.close();
                twin.awaitConsumers(Lab.PATIENCE);
                assertThat(lab.all(StreamStatus.class)).extracting(StreamStatus::state).contains(State.LOST);
                push(twin, 2);
                awaitValue(2);
                assertThat(warnings("replaces")).singleElement().asString().contains(twin.info().uid());
            }
        }
    }

    @Test
    void aPinnedNodeWaitsForTheVeryOutletAndSaysSo() {
        StreamInfo strap = stream("strap", "ECG");
        try (Outlet ecg = lab.outlet(strap)) {
            lab.runPinned(SourceKind.PHYSIO, "");
            ecg.awaitConsumers(Lab.PATIENCE);
            push(ecg, 1);
            awaitValue(1);
        }
        lab.awaitStatus(State.LOST, "waits for this very outlet, uid ");
        try (Outlet twin = lab.outlet(strap)) {
            lab.await(() -> !warnings("this node is pinned to outlet").isEmpty());
            assertThat(warnings("pinned").get(0)).contains(twin.info().uid(), "remove \"pin\"");
            assertThat(twin.consumers()).isZero();
        }
    }

    @Test
    void aUidChoosesOneOutletOfTwins() {
        StreamInfo strap = stream("strap", "ECG");
        try (Outlet one = lab.outlet(strap); Outlet two = lab.outlet(strap)) {
            lab.runPinned(SourceKind.PHYSIO, two.info().uid());
            two.awaitConsumers(Lab.PATIENCE);
            push(two, 2);
            awaitValue(2);
            assertThat(one.consumers()).isZero();
        }
    }

    @Test
    void pinnedMarkersAreThoseOfTheVeryOutlet() {
        StreamInfo markers = StreamInfo.builder("Markers", "Markers").format(ChannelFormat.STRING).sourceId("m").build();
        try (Outlet outlet = lab.outlet(markers)) {
            lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), true));
            lab.awaitStatus(State.LIVE, "reads markers");
        }
        try (Outlet twin = lab.outlet(markers)) {
            lab.await(() -> warnings("this node is pinned to outlet").size() == 1);
            assertThat(twin.consumers()).isZero();
        }
    }
}
