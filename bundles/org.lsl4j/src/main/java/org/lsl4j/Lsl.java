package org.lsl4j;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The way into Lab Streaming Layer: sends, finds and receives streams. It owns the sockets and threads that all of them
 * share; several in one program do not disturb each other. Closing it closes what it made.
 */
public final class Lsl implements AutoCloseable {
    private final LslConfig config;

    private Lsl(LslConfig config) {
        this.config = config;
    }

    /** Opens with the settings of the configuration file, or the defaults if there is none. */
    public static Lsl open() {
        return open(LslConfig.load());
    }

    /** Opens with settings made in code. */
    public static Lsl open(LslConfig config) {
        return new Lsl(config);
    }

    public LslConfig config() {
        return config;
    }

    /** Begins to send a stream. */
    public Outlet outlet(StreamInfo info) {
        return outlet(info, OutletOptions.DEFAULT);
    }

    /**
     * Begins to send a stream.
     *
     * @throws LslException if no port can be opened
     */
    public Outlet outlet(StreamInfo info, OutletOptions options) {
        throw new UnsupportedOperationException();
    }

    /** Receives a stream that was found. */
    public Inlet inlet(StreamInfo info) {
        return inlet(info, InletOptions.DEFAULT);
    }

    /**
     * Receives a stream that was found, or one made by hand with a source id, which is looked for until it is there.
     *
     * @throws IllegalArgumentException if nothing says where it is and it has no source id to look for
     */
    public Inlet inlet(StreamInfo info, InletOptions options) {
        throw new UnsupportedOperationException();
    }

    /** All streams of the session that answer within {@code wait}. */
    public List<StreamInfo> resolveAll(Duration wait) {
        return resolve("", 0, wait);
    }

    /**
     * Streams of the session for which an XPath predicate holds, such as {@code type='EEG' and nominal_srate>100}.
     *
     * @param predicate evaluated by the outlets, with their descriptions; empty for all
     * @param minimum how many to wait for; 0 to wait all the time for as many as there are
     * @param timeout how long to wait at most
     * @return what was found, perhaps fewer than {@code minimum}
     */
    public List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #resolve}, for streams with a property ({@code name}, {@code type}, {@code source_id} ...) of that value. */
    public List<StreamInfo> resolveBy(String property, String value, int minimum, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for 5 s. */
    public ContinuousResolver continuousResolver(String predicate) {
        return continuousResolver(predicate, Duration.ofSeconds(5));
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for a while. */
    public ContinuousResolver continuousResolver(String predicate, Duration forgetAfter) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for the stream at a known address, where discovery does not reach.
     *
     * @throws LslTimeoutException if nothing answers in time
     */
    public StreamInfo infoAt(InetAddress host, int dataPort, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
