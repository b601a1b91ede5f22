package org.lsl4j;

import java.time.Duration;
import java.util.List;

import org.slf4j.LoggerFactory;

/** What an {@link Lsl} sends, finds and receives by: the sockets of this library, or the native library. */
interface Transport extends AutoCloseable {

    /**
     * The one that the settings ask for.
     *
     * @throws LslException if that is the native library and it cannot be used
     */
    static Transport open(LslConfig config, MemoryBudget memory) {
        if (config.backend() == LslConfig.Backend.JAVA) {
            return new JavaTransport(config, memory);
        }
        try {
            return nativeTransport(config);
        } catch (LslException e) {
            if (config.backend() == LslConfig.Backend.NATIVE) {
                throw e;
            }
            LoggerFactory.getLogger(Transport.class).info("the native library is not used: {}", e.getMessage());
            return new JavaTransport(config, memory);
        }
    }

    private static Transport nativeTransport(LslConfig config) {
        try {
            return new NativeTransport(config);
        } catch (NoClassDefFoundError e) {
            throw new LslException("the native library is called through JNA, which is not there: add net.java.dev.jna:jna, "
                    + "or use the Java backend", e);
        }
    }

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

    /** As {@link Lsl#resolve}. */
    List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) throws InterruptedException;

    /** As {@link Lsl#continuousResolver(String, Duration)}. */
    StreamSearch search(String predicate, Duration forgetAfter);

    @Override
    void close();
}
