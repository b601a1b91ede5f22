package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.Progress;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.Split;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

class ExperimentTest {
    @Test
    void sessionsOfWhichNothingIsLeftOnceTheyAreCutUpAreRefused() throws Exception {
        List<Recording> dyads = Planted.dyads(6, 30);
        Study study = Planted.study(dyads);
        Split split = Splitter.split(study, new SplitOptions(Protocol.MIXED, 3));
        assertThatThrownBy(() -> Experiment.of(study, split, new Kept(dyads), Planted.options(1).window(), Progress.NONE))
                .isInstanceOf(StudyException.class).hasMessageContaining("too short to be cut up; use a shorter --window");
    }
}
