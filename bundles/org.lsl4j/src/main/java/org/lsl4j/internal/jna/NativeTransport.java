package org.lsl4j.internal.jna;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.lsl4j.InletOptions;
import org.lsl4j.LslConfig;
import org.lsl4j.LslException;
import org.lsl4j.OutletOptions;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.DaemonThreads;
import org.lsl4j.internal.base.HostName;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.BufferLength;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.transport.Sender;
import org.lsl4j.internal.transport.StreamSearch;
import org.lsl4j.internal.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams by the native library, called through JNA. */
public final class NativeTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(NativeTransport.class);
    private static final int OLDEST = 116;
    private static final Map<String, ?> TEXTS_ARE_UTF8 = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");

    private final LslConfig config;
    private final NativeLibrary library;
    private final LibLsl lsl;
    private final NativeStreams streams;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("lsl4j-timer"));
    /** For calls of the library that wait. */
    private final ExecutorService clocks = Executors.newCachedThreadPool(new DaemonThreads("lsl4j-time"));

    /** @throws LslException if the library is not there, or too old */
    public NativeTransport(LslConfig config) {
        this.config = config;
        String name = config.nativeLibrary().isEmpty() ? "lsl" : config.nativeLibrary();
        try {
            library = NativeLibrary.getInstance(name, TEXTS_ARE_UTF8);
            lsl = Native.load(name, LibLsl.class, TEXTS_ARE_UTF8);
        } catch (UnsatisfiedLinkError e) {
            throw new LslException(notLoaded(name, e), e);
        }
        streams = new NativeStreams(lsl);
        int version = lsl.lsl_library_version();
        if (version < OLDEST) {
            throw new LslException("the native library " + library.getFile() + " is of release " + version / 100 + "."
                    + version % 100 + ": it takes 1.16 or later");
        }
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new LslException("the native library can be used on little-endian machines only: use the Java backend");
        }
        NativeSettings.apply(config, library);
        LOG.debug("native library {}, release {}", library.getFile(), version);
    }

    private static String notLoaded(String name, UnsatisfiedLinkError problem) {
        String where = name.equals("lsl") ? "no " + System.mapLibraryName(name) + " in the folders of jna.library.path ("
                + System.getProperty("jna.library.path", "not set") + ") and of the system" : name + " cannot be loaded";
        return "native library: " + where + "; set org.lsl4j.library or LslConfigBuilder.nativeLibrary to its path ("
                + problem.getMessage().lines().findFirst().orElse("") + ")";
    }

    @Override
    public Sender sender(StreamInfo info, OutletOptions options) {
        // the library makes up a uid of its own, but reads no XML without any
        StreamInfo complete = info.toBuilder().uid(UUID.randomUUID().toString()).sessionId(config.sessionId())
                .hostname(HostName.get()).version(config.protocolVersion() / 100.0).build();
        Pointer outlet = streams.use(complete, description -> lsl.lsl_create_outlet_ex(description, options.chunk(),
                samples(info, options.buffer()), LibLsl.BUFFER_IN_SAMPLES));
        NativeHandle handle = new NativeHandle("the outlet of stream " + info, outlet, lsl::lsl_destroy_outlet);
        return new NativeSender(lsl, library, handle, streams.takeOne(lsl.lsl_get_info(outlet)), options);
    }

    @Override
    public Receiver receiver(StreamInfo info, InletOptions options, Reception reception) {
        Pointer inlet = info.uid().isEmpty() ? lookFor(info, options) : streams.use(info, found -> inlet(found, info, options));
        NativeHandle handle = new NativeHandle("the inlet of stream " + info, inlet, lsl::lsl_destroy_inlet);
        return new NativeReceiver(lsl, library, streams, handle, clocks, info, reception);
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    private Pointer lookFor(StreamInfo info, InletOptions options) {
        if (info.sourceId().isEmpty()) {
            throw new IllegalArgumentException("stream " + info + " has neither an address nor a source id to look for");
        }
        Pointer wanted = lsl.lsl_create_streaminfo(info.name(), info.type(), info.channelCount(), info.nominalRate(),
                NativeFormat.code(info.format()), info.sourceId());
        try {
            return inlet(wanted, info, options);
        } finally {
            lsl.lsl_destroy_streaminfo(wanted);
        }
    }

    private Pointer inlet(Pointer description, StreamInfo info, InletOptions options) {
        return lsl.lsl_create_inlet_ex(description, samples(info, options.buffer()), options.chunk(), options.recover() ? 1 : 0,
                LibLsl.BUFFER_IN_SAMPLES);
    }

    private static int samples(StreamInfo info, Duration buffer) {
        return Math.max(BufferLength.LEAST, BufferLength.samples(info.nominalRate(), buffer));
    }

    @Override
    public List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) {
        Pointer[] found = new Pointer[Limits.RESULTS];
        double seconds = timeout.toNanos() / 1e9;
        int count = predicate.isBlank() && minimum == 0 ? lsl.lsl_resolve_all(found, found.length, seconds)
                : lsl.lsl_resolve_bypred(found, found.length, parenthesised(predicate), minimum, seconds);
        return streams.take(found, count);
    }

    @Override
    public StreamSearch search(String predicate, Duration forgetAfter) {
        double seconds = forgetAfter.toNanos() / 1e9;
        NativeHandle resolver = new NativeHandle("a continuous resolver",
                predicate.isBlank() ? lsl.lsl_create_continuous_resolver(seconds)
                        : lsl.lsl_create_continuous_resolver_bypred(parenthesised(predicate), seconds),
                lsl::lsl_destroy_continuous_resolver);
        return new StreamSearch() {
            @Override
            public List<StreamInfo> results() {
                Pointer[] found = new Pointer[Limits.RESULTS];
                return streams.take(found, resolver.use(pointer -> lsl.lsl_resolver_results(pointer, found, found.length)));
            }

            @Override
            public void close() {
                resolver.close();
            }
        };
    }

    /** The library puts the session in front, and 'or' would let other sessions in. */
    private static String parenthesised(String predicate) {
        return predicate.isBlank() ? "true()" : "(" + predicate + ")";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        clocks.shutdown();
        // the library itself stays loaded, for its threads may still run
        streams.close();
    }
}
