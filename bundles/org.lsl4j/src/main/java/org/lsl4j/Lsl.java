package org.lsl4j;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.base.DecimalText;
import org.lsl4j.internal.base.HostName;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.jna.NativeTransport;
import org.lsl4j.internal.query.QueryText;
import org.lsl4j.internal.tcp.JavaTransport;
import org.lsl4j.internal.transport.Transport;
import org.lsl4j.internal.wire.InfoRequest;
import org.slf4j.LoggerFactory;

/**
 * The way into Lab Streaming Layer: sends, finds and receives streams. It owns the sockets and threads that all of them
 * share; several in one program do not disturb each other. Closing it closes what it made.
 */
public final class Lsl implements AutoCloseable {
    private final LslConfig config;
    private final MemoryBudget memory;
    private final Transport transport;
    private final Set<Outlet> outlets = ConcurrentHashMap.newKeySet();
    private final Set<Inlet> inlets = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private Lsl(LslConfig config, MemoryBudget memory) {
        this.config = config;
        this.memory = memory;
        transport = transport(config, memory);
    }

    /**
     * Opens with the settings of the configuration file, or the defaults if there is none.
     *
     * @throws LslException if the native library is asked for (see {@link LslConfig.Backend}) and cannot be used
     */
    public static Lsl open() {
        return open(LslConfig.load());
    }

    /**
     * Opens with settings made in code.
     *
     * @throws LslException if the native library is asked for (see {@link LslConfig.Backend}) and cannot be used
     */
    public static Lsl open(LslConfig config) {
        return open(config, MemoryBudget.ofHeap());
    }

    /**
     * Opens with settings made in code.
     *
     * @param memory for the samples that wait; one for all that share a program's memory
     * @throws LslException if the native library is asked for (see {@link LslConfig.Backend}) and cannot be used
     */
    public static Lsl open(LslConfig config, MemoryBudget memory) {
        return new Lsl(config, memory);
    }

    /** The one that the settings ask for. */
    private static Transport transport(LslConfig config, MemoryBudget memory) {
        if (config.backend() == LslConfig.Backend.JAVA) {
            return new JavaTransport(config, memory);
        }
        try {
            return nativeTransport(config);
        } catch (LslException e) {
            if (config.backend() == LslConfig.Backend.NATIVE) {
                throw e;
            }
            LoggerFactory.getLogger(Lsl.class).info("the native library is not used: {}", e.getMessage());
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

    /** The memory that the samples of its streams share; others may share it too. */
    public MemoryBudget memory() {
        return memory;
    }

    /** The settings that it was opened with. */
    public LslConfig config() {
        return config;
    }

    /** Begins to send a stream. */
    public Outlet outlet(StreamInfo info) {
        return outlet(info, OutletOptions.DEFAULT);
    }

    /**
     * Begins to send a stream. Where it has no source id it gets one made of its properties and the host's name, so
     * that inlets find it again when this program restarts.
     *
     * @throws LslException if no port can be opened
     */
    public Outlet outlet(StreamInfo info, OutletOptions options) {
        requireOpen();
        Outlet outlet = new Outlet(transport.sender(withSourceId(info), options), config, outlets::remove);
        outlets.add(outlet);
        return outlet;
    }

    private static StreamInfo withSourceId(StreamInfo info) {
        if (!info.sourceId().isEmpty()) {
            return info;
        }
        String properties = String.join("\n", HostName.get(), info.name(), info.type(), Integer.toString(info.channelCount()),
                DecimalText.of(info.nominalRate()), info.format().text());
        byte[] bytes = properties.getBytes(StandardCharsets.UTF_8);
        return info.toBuilder().sourceId(UUID.nameUUIDFromBytes(bytes).toString()).build();
    }

    /** Receives a stream that was found. */
    public Inlet inlet(StreamInfo info) {
        return inlet(info, InletOptions.DEFAULT);
    }

    /**
     * Receives a stream that was found, or one made by hand with a source id, which is looked for until it is there.
     *
     * @throws IllegalArgumentException if nothing says where it is and it has no source id to look for, or if its samples are
     *         larger than {@link MemoryBudget#largestSample}
     */
    public Inlet inlet(StreamInfo info, InletOptions options) {
        requireOpen();
        long bytes = (long) info.channelCount() * info.format().bytes();
        if (info.format() != ChannelFormat.STRING && bytes > memory.largestSample()) {
            throw new IllegalArgumentException("stream " + info + ": its samples have " + bytes
                    + " bytes, and there is memory for samples of " + memory.largestSample() + " at most");
        }
        Inlet inlet = new Inlet(info, options, config, memory, transport, inlets::remove);
        inlets.add(inlet);
        return inlet;
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
        requireOpen();
        try {
            return transport.resolve(checked(predicate), minimum, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LslException("interrupted while looking for streams", e);
        }
    }

    /** As {@link #resolve}, for streams with a property ({@code name}, {@code type}, {@code source_id} ...) of that value. */
    public List<StreamInfo> resolveBy(String property, String value, int minimum, Duration timeout) {
        return resolve(QueryText.equal(property, value), minimum, timeout);
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for 5 s. */
    public ContinuousResolver continuousResolver(String predicate) {
        return continuousResolver(predicate, Duration.ofSeconds(5));
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for a while. */
    public ContinuousResolver continuousResolver(String predicate, Duration forgetAfter) {
        requireOpen();
        return new ContinuousResolver(transport.search(checked(predicate), forgetAfter));
    }

    private String checked(String predicate) {
        String query = QueryText.inSession(config.sessionId(), predicate);
        if (query.length() > Limits.QUERY || query.lines().count() > 1) {
            throw new IllegalArgumentException("a query is one line of at most " + Limits.QUERY + " characters: " + predicate);
        }
        return predicate;
    }

    /**
     * Asks for the stream at a known address, where discovery does not reach.
     *
     * @throws LslTimeoutException if nothing answers in time
     */
    public StreamInfo infoAt(InetAddress host, int dataPort, Duration timeout) {
        try {
            StreamInfo info = InfoRequest.fetch(new InetSocketAddress(host, dataPort), Deadline.after(timeout), memory);
            String address = host.getHostAddress();
            return host instanceof Inet4Address ? info.toBuilder().v4(info.v4().at(address)).build()
                    : info.toBuilder().v6(info.v6().at(address)).build();
        } catch (IOException e) {
            throw new LslTimeoutException("no stream at " + host + ", port " + dataPort + ": " + e.getMessage());
        }
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this Lsl was closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // all at once, or each in turn would take its time to drain
        outlets.forEach(Outlet::finish);
        outlets.forEach(Outlet::close);
        inlets.forEach(Inlet::close);
        transport.close();
    }
}
