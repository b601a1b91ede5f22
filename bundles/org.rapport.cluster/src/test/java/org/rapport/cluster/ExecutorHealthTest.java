package org.rapport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutorHealthTest {
    private final ExecutorHealth executors = new ExecutorHealth();

    @Test
    void allAreThereWhenEachThatWasStartedHasComeOrEnded() {
        assertThat(executors.areAllThere(0)).as("before any is started").isFalse();
        executors.granted("app/0", "here");
        executors.granted("app/1", "there");
        assertThat(executors.areAllThere(0)).isFalse();
        assertThat(executors.areAllThere(1)).isFalse();
        assertThat(executors.areAllThere(2)).isTrue();
        executors.ended("app/1", "no memory");
        assertThat(executors.areAllThere(1)).isTrue();
        assertThat(executors.areAllThere(0)).as("with nobody to ask").isFalse();
        assertThat(executors.places()).isEqualTo("here, there");
        assertThat(executors.died()).get().asString().contains("no memory on there");
    }
}
