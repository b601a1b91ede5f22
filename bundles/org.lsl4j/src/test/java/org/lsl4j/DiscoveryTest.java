package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private final LslConfig config = Loopback.config().build();
    private final List<Lsl> contexts = new ArrayList<>();

    @AfterEach
    void close() {
        contexts.forEach(Lsl::close);
    }

    private Lsl open(LslConfig settings) {
        Lsl lsl = Lsl.open(settings);
        contexts.add(lsl);
        return lsl;
    }

    private static StreamInfo stream(String name) {
        return StreamInfo.builder(name, "Test").channel("E" + name, "uV", "EEG").build();
    }

    @Test
    void findsAllOutletsOfAllContextsOnce() {
        // as many as separate programs on one machine
        for (int i = 0; i < 5; i++) {
            Lsl lsl = open(config);
            lsl.outlet(stream("a" + i));
            lsl.outlet(stream("b" + i));
        }
        Lsl seeker = open(config);
        assertThat(seeker.resolve("", 10, SOON)).extracting(StreamInfo::name).containsExactlyInAnyOrder("a0", "a1", "a2", "a3",
                "a4", "b0", "b1", "b2", "b3", "b4");
        assertThat(seeker.resolve("starts-with(name,'b')", 5, SOON)).hasSize(5);
        assertThat(seeker.resolve("desc/channels/channel/label='Ea3'", 1, SOON)).extracting(StreamInfo::name)
                .containsExactly("a3");
        assertThat(seeker.resolve("name='a1' or name='b4'", 2, SOON)).hasSize(2);
        assertThat(seeker.resolveBy("name", "nobody", 1, Duration.ofMillis(200))).isEmpty();
    }

    /** Eight dyads in one room: 64 outlets, and six sources each that choose by the description. */
    @Test
    void manyQueriesByDescriptionFindManyOutlets() throws Exception {
        for (int device = 0; device < 8; device++) {
            Lsl program = open(config);
            for (int dyad = 0; dyad < 8; dyad++) {
                program.outlet(StreamInfo.builder("device" + device, "Type" + device).sourceId(dyad + "-" + device)
                        .desc(Element.of("desc").with("role", device % 2 == 0 ? "emitter" : "receiver").with("dyad", "d" + dyad))
                        .build());
            }
        }
        Lsl seeker = open(config);
        ExecutorService sources = Executors.newCachedThreadPool();
        try {
            List<Future<List<StreamInfo>>> found = new ArrayList<>();
            for (int source = 0; source < 48; source++) {
                int device = source / 8;
                String query = "desc/dyad='d" + source % 8 + "' and (type='Type" + device + "' or type='Other') and desc/role='"
                        + (device % 2 == 0 ? "emitter" : "receiver") + "'";
                found.add(sources.submit(() -> seeker.resolve(query, 1, SOON)));
            }
            for (int source = 0; source < 48; source++) {
                assertThat(found.get(source).get()).extracting(StreamInfo::sourceId)
                        .containsExactly(source % 8 + "-" + source / 8);
            }
        } finally {
            sources.shutdownNow();
        }
    }

    @Test
    void namesMayHoldQuotes() {
        open(config).outlet(stream("it's \"me\""));
        assertThat(open(config).resolveBy("name", "it's \"me\"", 1, SOON)).hasSize(1);
    }

    @Test
    void sessionsDoNotSeeEachOther() {
        open(config).outlet(stream("here"));
        open(config.toBuilder().sessionId("other").build()).outlet(stream("there"));
        assertThat(open(config).resolve("name='here' or name='there'", 0, Duration.ofMillis(700))).extracting(StreamInfo::name)
                .containsExactly("here");
    }

    @Test
    void knownPeersAreAskedWhereNothingElseReaches() {
        Lsl lsl = open(config);
        lsl.outlet(stream("peer"));
        LslConfig unicast = config.toBuilder().addressesOverride(List.of("127.0.0.9")).knownPeers(List.of("127.0.0.1")).build();
        assertThat(open(unicast).resolveBy("name", "peer", 1, SOON)).hasSize(1);
    }

    @Test
    void aContinuousResolverSeesStreamsComeAndGo() {
        Lsl lsl = open(
                config.toBuilder().multicastInterval(Duration.ofMillis(100)).continuousInterval(Duration.ofMillis(50)).build());
        try (ContinuousResolver resolver = lsl.continuousResolver("type='Test'", Duration.ofMillis(600))) {
            assertThat(resolver.results()).isEmpty();
            Outlet outlet = lsl.outlet(stream("guest"));
            eventually(() -> resolver.results().size() == 1);
            assertThat(resolver.results().get(0).uid()).isEqualTo(outlet.info().uid());
            outlet.close();
            eventually(() -> resolver.results().isEmpty());
        }
    }

    @Test
    void anOutletWithoutASourceIdGetsALastingOne() {
        Lsl lsl = open(config);
        StreamInfo first = lsl.outlet(stream("same")).info();
        StreamInfo second = lsl.outlet(stream("same")).info();
        StreamInfo other = lsl.outlet(stream("other")).info();
        assertThat(first.sourceId()).isNotEmpty().isEqualTo(second.sourceId()).isNotEqualTo(other.sourceId());
        assertThat(first.uid()).isNotEqualTo(second.uid()).isEqualTo(first.uid().toLowerCase());
    }

    @Test
    void queriesAreOneShortLine() {
        Lsl lsl = open(config);
        assertThatThrownBy(() -> lsl.resolve("name='a'\r\nb", 1, SOON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lsl.resolve("x".repeat(3000), 1, SOON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFullPortRangeIsAClearError() {
        LslConfig tight = config.toBuilder().portRange(1).allowRandomPorts(false).build();
        open(tight).outlet(stream("one"));
        assertThatThrownBy(() -> open(tight).outlet(stream("two"))).isInstanceOf(LslException.class)
                .hasMessageContaining("are taken");
    }
}
