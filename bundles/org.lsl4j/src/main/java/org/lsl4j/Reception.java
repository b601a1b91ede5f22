package org.lsl4j;

import java.util.function.Consumer;

/**
 * Where a {@link Receiver} puts what it has.
 *
 * @param log takes the samples
 * @param status takes the state
 * @param successor told of the stream whose samples come from now on, by another clock perhaps than those before
 */
record Reception(SampleLog log, InletStatus status, Consumer<StreamInfo> successor) {
}
