package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lsl4j.Element;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;

/** One look around for all searches of a runtime. */
class NeighboursTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    private static StreamInfo device(int dyad, String role, String type) {
        return StreamInfo.builder(type + " of " + role, type).sourceId(type + role + dyad)
                .desc(Element.of("desc").with("role", role).with("dyad", "d" + dyad)).build();
    }

    private DeviceSearch search(String query) {
        return new DeviceSearch(lab.network().neighbours(), StreamQuery.of(query, "", "", ""));
    }

    private List<String> found(DeviceSearch search) {
        return search.found().stream().map(StreamInfo::sourceId).toList();
    }

    @Test
    void eachSearchPicksItsOwnByWhatOnlyDescriptionsTell() {
        List<DeviceSearch> searches = new ArrayList<>();
        for (int dyad = 0; dyad < 8; dyad++) {
            for (String role : List.of("emitter", "receiver")) {
                lab.outlet(device(dyad, role, "Face"));
                lab.outlet(device(dyad, role, "Gaze"));
                searches.add(search("desc/dyad='d" + dyad + "' and type='Face' and desc/role='" + role + "'"));
            }
        }
        for (int i = 0; i < searches.size(); i++) {
            DeviceSearch search = searches.get(i);
            String expected = "Face" + (i % 2 == 0 ? "emitter" : "receiver") + i / 2;
            lab.await(() -> found(search).equals(List.of(expected)));
        }
        for (int i = 0; i < searches.size(); i++) {
            DeviceSearch search = searches.get(i);
            search.described();
            search.describe(search.found().iterator().next());
            List<Newcomers.Described> described = new ArrayList<>();
            lab.await(() -> described.addAll(search.described()) || !described.isEmpty());
            assertThat(described).singleElement().satisfies(one -> assertThat(one.full().desc().text("dyad")).isNotEmpty());
        }
        searches.forEach(DeviceSearch::close);
    }

    @Test
    void whoComesLaterFindsTheSameAndWhoGoesIsForgotten() {
        Outlet eye = lab.outlet(device(1, "receiver", "Gaze"));
        try (DeviceSearch first = search("type='Gaze'")) {
            lab.await(() -> found(first).size() == 1);
            try (DeviceSearch second = search("translate(desc/role,'R','r')='receiver'")) {
                lab.await(() -> found(second).size() == 1);
            }
            eye.close();
            lab.await(() -> found(first).isEmpty());
            lab.outlet(device(2, "receiver", "Gaze"));
            lab.await(() -> found(first).equals(List.of("Gazereceiver2")));
        }
        try (DeviceSearch again = search("type='Gaze'")) {
            lab.await(() -> found(again).size() == 1);
        }
    }

    private Newcomers.Described described(DeviceSearch search) {
        lab.await(() -> found(search).size() == 1);
        search.described();
        search.describe(search.found().iterator().next());
        List<Newcomers.Described> all = new ArrayList<>();
        lab.await(() -> all.addAll(search.described()) || !all.isEmpty());
        return all.get(0);
    }

    @Test
    void aDescriptionIsFetchedOnceForThoseWhoComeLaterToo() {
        lab.outlet(device(1, "receiver", "Gaze"));
        try (DeviceSearch first = search("desc/role='receiver'")) {
            Newcomers.Described told = described(first);
            try (DeviceSearch second = search("desc/dyad='d1'")) {
                assertThat(described(second)).isSameAs(told);
            }
        }
        try (DeviceSearch again = search("desc/role='receiver'")) { // nobody looked in between
            assertThat(described(again).full().sourceId()).isEqualTo("Gazereceiver1");
        }
    }
}
