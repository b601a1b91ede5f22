package org.lsl4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.query.Query;

/**
 * The settings of an {@link Lsl}: which ports, networks and peers it uses, and at what pace. They come from the same
 * {@code lsl_api.cfg} that the native library reads, or from code.
 */
public final class LslConfig {

    /** Which families of addresses are used. */
    public enum IpFamilies {
        /** IPv4 and IPv6. */
        BOTH,
        /** IPv4 only. */
        V4,
        /** IPv6 only. */
        V6
    }

    /** Whose network code does the work. */
    public enum Backend {
        /** This library's own. */
        JAVA,
        /** That of the native library, which must be installed; called through JNA, which must be there too. */
        NATIVE,
        /** That of the native library if it can be used, else this library's own. */
        AUTO
    }

    private final LslConfigBuilder fields;

    LslConfig(LslConfigBuilder fields) {
        this.fields = fields;
    }

    /** The defaults, to be changed. */
    public static LslConfigBuilder builder() {
        return new LslConfigBuilder();
    }

    /**
     * The settings of the first file that exists and is in order: the one the environment variable {@code LSLAPICFG}
     * names, {@code lsl_api.cfg} in the working directory, {@code ~/lsl_api/lsl_api.cfg},
     * {@code /etc/lsl_api/lsl_api.cfg}; else the defaults.
     */
    public static LslConfig load() {
        return ConfigFile.first(ConfigFile.candidates(System.getenv(), Path.of("")));
    }

    /**
     * The settings of a file's content.
     *
     * @throws IllegalArgumentException if a line is not in order; the message says which
     */
    public static LslConfig parse(String content) {
        return ConfigFile.parse(content);
    }

    /** The content of a configuration file with these settings: what {@link #parse} reads. */
    public String toText() {
        return ConfigFile.write(this);
    }

    /** The same, to be changed. */
    public LslConfigBuilder toBuilder() {
        return new LslConfigBuilder(fields);
    }

    /** The UDP port that all outlets answer on ({@code ports.MulticastPort}). */
    public int multicastPort() {
        return fields.multicastPort;
    }

    /** The first of the ports that outlets choose their own from ({@code ports.BasePort}). */
    public int basePort() {
        return fields.basePort;
    }

    /** How many ports outlets choose from ({@code ports.PortRange}). */
    public int portRange() {
        return fields.portRange;
    }

    /** Whether any port will do when those are taken ({@code ports.AllowRandomPorts}). */
    public boolean allowRandomPorts() {
        return fields.allowRandomPorts;
    }

    /** {@code ports.IPv6}. */
    public IpFamilies ipFamilies() {
        return fields.ipFamilies;
    }

    /** {@code multicast.ResolveScope}. */
    public ResolveScope resolveScope() {
        return fields.resolveScope;
    }

    /** The local address that everything binds to, empty for all ({@code multicast.ListenAddress}). */
    public String listenAddress() {
        return fields.listenAddress;
    }

    /** The local addresses whose interfaces discovery uses, empty for all ({@code multicast.Interfaces}). */
    public List<String> interfaces() {
        return fields.interfaces;
    }

    /** Hosts that are asked for streams directly ({@code lab.KnownPeers}). */
    public List<String> knownPeers() {
        return fields.knownPeers;
    }

    /** Only streams of the same session are found ({@code lab.SessionID}). */
    public String sessionId() {
        return fields.sessionId;
    }

    /** How long a silent connection goes unquestioned ({@code tuning.WatchdogTimeThreshold}). */
    public Duration watchdogThreshold() {
        return fields.watchdogThreshold;
    }

    /** Time between two waves of discovery ({@code tuning.MulticastMinRTT}). */
    public Duration multicastInterval() {
        return fields.multicastInterval;
    }

    /** Time added to that where known peers are asked too ({@code tuning.UnicastMinRTT}). */
    public Duration unicastInterval() {
        return fields.unicastInterval;
    }

    /** Time added to that in a continuous resolver ({@code tuning.ContinuousResolveInterval}). */
    public Duration continuousInterval() {
        return fields.continuousInterval;
    }

    /** Query texts that are remembered ready to be evaluated, and those whose answer an outlet remembers
     * ({@code tuning.MaxCachedQueries}). */
    public int maxCachedQueries() {
        return fields.maxCachedQueries;
    }

    /** Time between two measurements of a clock's offset ({@code tuning.TimeUpdateInterval}). */
    public Duration timeUpdateInterval() {
        return fields.timeUpdateInterval;
    }

    /** Answers without which a measurement does not count ({@code tuning.TimeUpdateMinProbes}). */
    public int timeUpdateMinProbes() {
        return fields.timeUpdateMinProbes;
    }

    /** Probes of one measurement ({@code tuning.TimeProbeCount}). */
    public int timeProbeCount() {
        return fields.timeProbeCount;
    }

    /** Time between two probes ({@code tuning.TimeProbeInterval}). */
    public Duration timeProbeInterval() {
        return fields.timeProbeInterval;
    }

    /** How long the answer to the last probe is waited for ({@code tuning.TimeProbeMaxRTT}). */
    public Duration timeProbeMaxRtt() {
        return fields.timeProbeMaxRtt;
    }

    /** Bytes the system buffers when sending, 0 for its default ({@code tuning.SendSocketBufferSize}). */
    public int sendBufferBytes() {
        return fields.sendBufferBytes;
    }

    /** Bytes the system buffers when receiving, 0 for its default ({@code tuning.ReceiveSocketBufferSize}). */
    public int receiveBufferBytes() {
        return fields.receiveBufferBytes;
    }

    /** Half-time of forgetting in {@link PostProcessing#DEJITTER} ({@code tuning.SmoothingHalftime}). */
    public Duration smoothingHalftime() {
        return fields.smoothingHalftime;
    }

    /** Whether outlets stamp every sample themselves ({@code tuning.ForceDefaultTimestamps}). */
    public boolean forceDefaultTimestamps() {
        return fields.forceDefaultTimestamps;
    }

    /** The data protocol that outlets speak at most: 110, or 100 ({@code tuning.UseProtocolVersion}). */
    public int protocolVersion() {
        return fields.protocolVersion;
    }

    /**
     * How long a consumer may take nothing of what waits for it before its outlet disconnects it; zero for any time
     * ({@code tuning.ConsumerTimeout}, not known to the native library).
     */
    public Duration consumerTimeout() {
        return fields.consumerTimeout;
    }

    /**
     * The addresses and networks (such as {@code 10.0.0.0/8}) of hosts to deal with besides this one, {@code subnet} for
     * all networks it is part of; empty for everyone ({@code lab.AllowedPeers}, not known to the native library).
     */
    public List<String> allowedPeers() {
        return fields.allowedPeers;
    }

    /**
     * Whose network code does the work: what was set in code, else what the system property
     * {@code org.lsl4j.backend} names ({@code java}, {@code native} or {@code auto}), else {@link Backend#JAVA}.
     */
    public Backend backend() {
        return fields.backend;
    }

    /**
     * The path of the native library: what was set in code, else the system property {@code org.lsl4j.library}; empty
     * to look where the system does.
     */
    public String nativeLibrary() {
        return fields.nativeLibrary;
    }

    /** Whether IPv4 is used. */
    public boolean usesV4() {
        return fields.ipFamilies != IpFamilies.V6;
    }

    /** Whether IPv6 is used. */
    public boolean usesV6() {
        return fields.ipFamilies != IpFamilies.V4;
    }

    /** The hops a multicast datagram may take. */
    public int hops() {
        return fields.hopsOverride >= 0 ? fields.hopsOverride : fields.resolveScope.hops();
    }

    /** The literal addresses, of both families, that queries are sent to. */
    public List<String> discoveryAddresses() {
        if (!fields.addressesOverride.isEmpty()) {
            return fields.addressesOverride;
        }
        List<String> addresses = new ArrayList<>();
        for (ResolveScope scope : ResolveScope.values()) {
            if (scope.compareTo(fields.resolveScope) <= 0) {
                if (!scope.v6Prefix().isEmpty()) {
                    addresses.add(scope.v6Prefix() + fields.v6Group);
                }
                addresses.addAll(fields.scopeAddresses.getOrDefault(scope, scope.v4Addresses()));
            }
        }
        return addresses;
    }
}
