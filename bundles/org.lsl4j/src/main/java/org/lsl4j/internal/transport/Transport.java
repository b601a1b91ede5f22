package org.lsl4j.internal.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import org.lsl4j.InletOptions;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.OutletOptions;
import org.lsl4j.StreamInfo;

/** What an {@link Lsl} sends, finds and receives by: the sockets of this library, or the native library. */
public interface Transport extends AutoCloseable {

    /**
     * Begins to send a stream, which has a source id.
     *
     * @throws LslException if that is not possible
     */
    Sender sender(StreamInfo info, OutletOptions options);

    /**
     * Prepares to receive a stream.
     *
     * @throws IllegalArgumentException if nothing says where it is or what to look for
     */
    Receiver receiver(StreamInfo info, InletOptions options, Reception reception);

    /** By which the clocks of its receivers are measured again and again. */
    ScheduledExecutorService timer();

    /** As {@link Lsl#resolve}. */
    List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) throws InterruptedException;

    /** As {@link Lsl#continuousResolver(String, Duration)}. */
    StreamSearch search(String predicate, Duration forgetAfter);

    @Override
    void close();
}
