package org.lsl4j.internal.transport;

import java.util.function.Consumer;

import org.lsl4j.StreamInfo;
import org.lsl4j.internal.buffer.SampleLog;

/**
 * Where a {@link Receiver} puts what it has.
 *
 * @param log takes the samples
 * @param status takes the state
 * @param successor told of the stream whose samples come from now on, by another clock perhaps than those before
 */
public record Reception(SampleLog log, InletStatus status, Consumer<StreamInfo> successor) {
}
