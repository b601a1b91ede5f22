package org.rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Kind> KINDS = IntStream.range(0, 12).mapToObj(number -> new Kind(1, 8,
            random -> Trouble.of("trouble " + number + " of " + random.nextInt(), "room " + number % 5, () -> {
            }, () -> {
            }))).toList();

    @Test
    void oneSeedIsOnePlan() {
        assertThat(words(Plan.of(7, 300, KINDS))).isEqualTo(words(Plan.of(7, 300, KINDS)))
                .isNotEqualTo(words(Plan.of(8, 300, KINDS)));
    }

    private static List<String> words(Plan plan) {
        return plan.events().stream().map(event -> event.at() + " " + event.seconds() + " " + event.trouble().words()).toList();
    }

    @Test
    void everyKindHappensAndOneAtATimeInARoom() {
        Plan plan = Plan.of(1, 600, KINDS);
        assertThat(plan.events().stream().map(event -> event.trouble().words().split(" of ")[0]).distinct())
                .hasSize(KINDS.size());
        Map<String, List<Plan.Planned>> rooms = plan.events().stream()
                .collect(Collectors.groupingBy(event -> event.trouble().room()));
        for (List<Plan.Planned> events : rooms.values()) {
            for (int i = 1; i < events.size(); i++) {
                assertThat(events.get(i).at()).isGreaterThan(events.get(i - 1).at() + events.get(i - 1).seconds());
            }
        }
        assertThat(plan.events()).allMatch(event -> event.at() + event.seconds() <= 600);
    }
}
