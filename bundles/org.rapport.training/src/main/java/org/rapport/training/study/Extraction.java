package org.rapport.training.study;

import java.io.IOException;

import org.rapport.training.data.Capture;

/** Makes features of captures. May be used by several threads, one capture each. */
interface Extraction {
    /** @throws StudyException if the capture lacks what the features or the labels need */
    Features extract(Capture capture) throws StudyException, IOException;

    /** All that its features depend on but the capture. */
    String settings() throws IOException;
}
