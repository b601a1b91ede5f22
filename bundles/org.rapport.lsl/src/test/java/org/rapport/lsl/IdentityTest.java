package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** Whose a stream is: by its device, never by its name. */
class IdentityTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    private static StreamInfo eda(String sourceId, String role) {
        Element desc = role.isEmpty() ? Element.of("desc") : Element.of("desc").with("role", role);
        return StreamInfo.builder("Shimmer", "EDA").sourceId(sourceId).desc(desc).channel("EDA", "uS", "EDA").build();
    }

    private static void push(Outlet outlet, float value) {
        outlet.push(new float[]{value}, LslClock.now());
    }

    private void awaitValue(float value) {
        lab.await(() -> lab.blocks().stream().anyMatch(block -> block.value(block.samples() - 1, 0) == value));
    }

    private List<StreamStatus> warnings() {
        return lab.all(StreamStatus.class).stream().filter(StreamStatus::warning).toList();
    }

    @Test
    void aDeviceThatIsBackIsTheSameStream() {
        lab.run(SourceKind.PHYSIO, Role.RECEIVER, "source_id='a'");
        for (float value = 1; value <= 3; value++) {
            try (Outlet outlet = lab.outlet(eda("a", ""))) {
                outlet.awaitConsumers(Lab.PATIENCE);
                push(outlet, value);
                awaitValue(value);
            }
        }
        assertThat(lab.blocks()).extracting(block -> block.stream().id()).containsOnly(StreamId.of("eye", "Shimmer", "a"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aNewcomerIsTakenOnlyIfItMatchesTheNodesOwnQueryAndIsTold() throws InterruptedException {
        lab.run(SourceKind.PHYSIO, Role.RECEIVER, "name='Shimmer' and desc/role='receiver'");
        try (Outlet outlet = lab.outlet(eda("a", "receiver"))) {
            outlet.awaitConsumers(Lab.PATIENCE);
            push(outlet, 1);
            awaitValue(1);
        }
        try (Outlet stranger = lab.outlet(eda("a", "emitter"))) {
            lab.awaitStatus(State.LOST, "gone for");
            try (Outlet newcomer = lab.outlet(eda("b", "receiver"))) {
                newcomer.awaitConsumers(Lab.PATIENCE);
                push(newcomer, 2);
                awaitValue(2);
                assertThat(stranger.consumers()).as("same name and source id, but of the other person").isZero();
            }
        }
        assertThat(warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.stream()).isEqualTo(StreamId.of("eye", "Shimmer", "b"));
            assertThat(warning.reason()).contains("replaces Shimmer (source_id a, on ").contains("Shimmer (source_id b");
        });
        assertThat(lab.all(StreamStatus.class)).anySatisfy(status -> {
            assertThat(status.stream()).isEqualTo(StreamId.of("eye", "Shimmer", "a"));
            assertThat(status.reason()).contains("Shimmer (source_id b").contains("takes its place");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aSecondDeviceThatComesLaterIsToldAndNotMixed(String sourceId) {
        lab.run(SourceKind.PHYSIO, Role.RECEIVER, "name='Shimmer'");
        try (Outlet first = lab.outlet(eda("a", ""))) {
            first.awaitConsumers(Lab.PATIENCE);
            push(first, 1);
            awaitValue(1);
            try (Outlet second = lab.outlet(eda(sourceId, ""))) {
                lab.await(() -> !warnings().isEmpty());
                push(first, 2);
                awaitValue(2);
                push(second, 3);
            }
        }
        assertThat(warnings()).singleElement().extracting(StreamStatus::reason).asString()
                .contains(sourceId.equals("a") ? "a second device" : "could read Shimmer (source_id b");
        assertThat(lab.blocks()).extracting(Block::stream).extracting(stream -> stream.id().sourceId()).containsOnly("a");
    }

    @Test
    void aStreamThatSaysItIsTheOthersIsTold() {
        try (Outlet outlet = lab.outlet(eda("a", "emitter"))) {
            lab.run(SourceKind.PHYSIO, Role.RECEIVER, "name='Shimmer'");
            outlet.awaitConsumers(Lab.PATIENCE);
            lab.await(() -> !warnings().isEmpty());
        }
        assertThat(warnings()).singleElement().extracting(StreamStatus::reason).asString()
                .contains("says that it is the emitter's").contains("read as the receiver's");
    }

    @Test
    void oneStreamThatTwoSourcesReadIsTold() {
        try (Outlet outlet = lab.outlet(eda("a", ""))) {
            lab.run(SourceKind.PHYSIO, Role.RECEIVER, "name='Shimmer'");
            lab.run(SourceKind.PHYSIO, Role.EMITTER, "source_id='a'");
            lab.await(() -> !warnings().isEmpty());
        }
        assertThat(warnings()).singleElement().extracting(StreamStatus::reason).asString().contains("as the receiver's")
                .contains("as the emitter's").contains("as well");
    }

    @Test
    void markersOfTwoAlikeProgramsAreTwoStreamsAndEachComesBackAsItself() {
        StreamInfo info = StreamInfo.builder("stimuli", "Markers").format(ChannelFormat.STRING).sourceId("psychopy").build();
        lab.run(new MarkerSource(lab.network(), StreamQuery.of("", "", "", ""), false));
        try (Outlet first = lab.outlet(info)) {
            first.awaitConsumers(Lab.PATIENCE);
            try (Outlet second = lab.outlet(info)) {
                second.awaitConsumers(Lab.PATIENCE);
                lab.await(() -> !warnings().isEmpty());
                first.push(new String[]{"one"});
                second.push(new String[]{"two"});
                lab.await(Marker.class, marker -> marker.text().equals("two"));
            }
            lab.await(StreamStatus.class, status -> status.state() == State.STALE && status.stream().number() == 2);
            try (Outlet again = lab.outlet(info)) {
                again.awaitConsumers(Lab.PATIENCE);
                again.push(new String[]{"three"});
                first.push(new String[]{"four"});
                lab.await(Marker.class, marker -> marker.text().equals("three"));
                lab.await(Marker.class, marker -> marker.text().equals("four"));
            }
        }
        assertThat(lab.all(Marker.class)).extracting(marker -> marker.text() + marker.stream().number())
                .containsExactlyInAnyOrder("one1", "two2", "three2", "four1");
        assertThat(warnings()).singleElement().extracting(StreamStatus::reason).asString().contains("a second device");
    }
}
