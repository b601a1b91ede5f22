package org.lsl4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private final Builder fields;

    private LslConfig(Builder fields) {
        this.fields = fields;
    }

    /** The defaults, to be changed. */
    public static Builder builder() {
        return new Builder();
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

    /** The same, to be changed. */
    public Builder toBuilder() {
        return new Builder(fields);
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

    boolean usesV4() {
        return fields.ipFamilies != IpFamilies.V6;
    }

    boolean usesV6() {
        return fields.ipFamilies != IpFamilies.V4;
    }

    /** The hops a multicast datagram may take. */
    int hops() {
        return fields.hopsOverride >= 0 ? fields.hopsOverride : fields.resolveScope.hops();
    }

    /** The literal addresses, of both families, that queries are sent to. */
    List<String> discoveryAddresses() {
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

    /** Collects settings; the names are those of {@link LslConfig}'s methods. */
    public static final class Builder {
        private int multicastPort = 16571;
        private int basePort = 16572;
        private int portRange = 32;
        private boolean allowRandomPorts = true;
        private IpFamilies ipFamilies = IpFamilies.BOTH;
        private ResolveScope resolveScope = ResolveScope.SITE;
        private String listenAddress = "";
        private String v6Group = "113D:6FDD:2C17:A643:FFE2:1BD1:3CD2";
        private final Map<ResolveScope, List<String>> scopeAddresses = new EnumMap<>(ResolveScope.class);
        private List<String> addressesOverride = List.of();
        private int hopsOverride = -1;
        private List<String> interfaces = List.of();
        private List<String> knownPeers = List.of();
        private String sessionId = "default";
        private Duration watchdogThreshold = Duration.ofSeconds(15);
        private Duration multicastInterval = Duration.ofMillis(500);
        private Duration unicastInterval = Duration.ofMillis(750);
        private Duration continuousInterval = Duration.ofMillis(500);
        private int maxCachedQueries = 1000;
        private Duration timeUpdateInterval = Duration.ofSeconds(2);
        private int timeUpdateMinProbes = 6;
        private int timeProbeCount = 8;
        private Duration timeProbeInterval = Duration.ofMillis(64);
        private Duration timeProbeMaxRtt = Duration.ofMillis(128);
        private int sendBufferBytes;
        private int receiveBufferBytes;
        private Duration smoothingHalftime = Duration.ofSeconds(90);
        private boolean forceDefaultTimestamps;
        private int protocolVersion = 110;
        private Duration consumerTimeout = Duration.ZERO;
        private List<String> allowedPeers = List.of();
        private Backend backend = backend(System.getProperty("org.lsl4j.backend", "java"));
        private String nativeLibrary = System.getProperty("org.lsl4j.library", "");

        private Builder() {
        }

        private Builder(Builder other) {
            multicastPort = other.multicastPort;
            basePort = other.basePort;
            portRange = other.portRange;
            allowRandomPorts = other.allowRandomPorts;
            ipFamilies = other.ipFamilies;
            resolveScope = other.resolveScope;
            listenAddress = other.listenAddress;
            v6Group = other.v6Group;
            scopeAddresses.putAll(other.scopeAddresses);
            addressesOverride = other.addressesOverride;
            hopsOverride = other.hopsOverride;
            interfaces = other.interfaces;
            knownPeers = other.knownPeers;
            sessionId = other.sessionId;
            watchdogThreshold = other.watchdogThreshold;
            multicastInterval = other.multicastInterval;
            unicastInterval = other.unicastInterval;
            continuousInterval = other.continuousInterval;
            maxCachedQueries = other.maxCachedQueries;
            timeUpdateInterval = other.timeUpdateInterval;
            timeUpdateMinProbes = other.timeUpdateMinProbes;
            timeProbeCount = other.timeProbeCount;
            timeProbeInterval = other.timeProbeInterval;
            timeProbeMaxRtt = other.timeProbeMaxRtt;
            sendBufferBytes = other.sendBufferBytes;
            receiveBufferBytes = other.receiveBufferBytes;
            smoothingHalftime = other.smoothingHalftime;
            forceDefaultTimestamps = other.forceDefaultTimestamps;
            protocolVersion = other.protocolVersion;
            consumerTimeout = other.consumerTimeout;
            allowedPeers = other.allowedPeers;
            backend = other.backend;
            nativeLibrary = other.nativeLibrary;
        }

        public Builder multicastPort(int port) {
            multicastPort = between(1, 65535, port, "multicast port");
            return this;
        }

        public Builder basePort(int port) {
            basePort = between(1, 65535, port, "base port");
            return this;
        }

        public Builder portRange(int ports) {
            portRange = between(1, 65535, ports, "port range");
            return this;
        }

        public Builder allowRandomPorts(boolean allow) {
            allowRandomPorts = allow;
            return this;
        }

        public Builder ipFamilies(IpFamilies families) {
            ipFamilies = Objects.requireNonNull(families);
            return this;
        }

        public Builder resolveScope(ResolveScope scope) {
            resolveScope = Objects.requireNonNull(scope);
            return this;
        }

        public Builder listenAddress(String address) {
            listenAddress = Objects.requireNonNull(address);
            return this;
        }

        /** The seven words that follow the scope in an IPv6 multicast group ({@code multicast.IPv6MulticastGroup}). */
        public Builder v6Group(String words) {
            v6Group = Objects.requireNonNull(words);
            return this;
        }

        /** The IPv4 addresses that a scope adds ({@code multicast.SiteAddresses} and so on). */
        public Builder scopeAddresses(ResolveScope scope, List<String> addresses) {
            scopeAddresses.put(scope, List.copyOf(addresses));
            return this;
        }

        /** Queries go to these addresses whatever the scope ({@code multicast.AddressesOverride}). */
        public Builder addressesOverride(List<String> addresses) {
            addressesOverride = List.copyOf(addresses);
            return this;
        }

        /** Multicast goes this far whatever the scope; -1 to leave it to the scope ({@code multicast.TTLOverride}). */
        public Builder hopsOverride(int hops) {
            hopsOverride = between(-1, 255, hops, "number of hops");
            return this;
        }

        public Builder interfaces(List<String> localAddresses) {
            interfaces = List.copyOf(localAddresses);
            return this;
        }

        public Builder knownPeers(List<String> hosts) {
            knownPeers = List.copyOf(hosts);
            return this;
        }

        public Builder sessionId(String session) {
            sessionId = Objects.requireNonNull(session);
            return this;
        }

        public Builder watchdogThreshold(Duration silence) {
            watchdogThreshold = positive(silence);
            return this;
        }

        public Builder multicastInterval(Duration interval) {
            multicastInterval = positive(interval);
            return this;
        }

        public Builder unicastInterval(Duration interval) {
            unicastInterval = positive(interval);
            return this;
        }

        public Builder continuousInterval(Duration interval) {
            continuousInterval = positive(interval);
            return this;
        }

        public Builder maxCachedQueries(int queries) {
            maxCachedQueries = between(1, 100_000, queries, "number of cached queries");
            return this;
        }

        public Builder timeUpdateInterval(Duration interval) {
            timeUpdateInterval = positive(interval);
            return this;
        }

        public Builder timeUpdateMinProbes(int probes) {
            timeUpdateMinProbes = between(1, 1_000, probes, "number of probes");
            return this;
        }

        public Builder timeProbeCount(int probes) {
            timeProbeCount = between(1, 1_000, probes, "number of probes");
            return this;
        }

        public Builder timeProbeInterval(Duration interval) {
            timeProbeInterval = positive(interval);
            return this;
        }

        public Builder timeProbeMaxRtt(Duration wait) {
            timeProbeMaxRtt = positive(wait);
            return this;
        }

        public Builder sendBufferBytes(int bytes) {
            sendBufferBytes = between(0, Integer.MAX_VALUE, bytes, "send buffer");
            return this;
        }

        public Builder receiveBufferBytes(int bytes) {
            receiveBufferBytes = between(0, Integer.MAX_VALUE, bytes, "receive buffer");
            return this;
        }

        public Builder smoothingHalftime(Duration halftime) {
            smoothingHalftime = positive(halftime);
            return this;
        }

        public Builder forceDefaultTimestamps(boolean force) {
            forceDefaultTimestamps = force;
            return this;
        }

        /** Later versions count as 110, the latest there is. */
        public Builder protocolVersion(int version) {
            protocolVersion = Math.min(110, between(100, Integer.MAX_VALUE, version, "protocol version"));
            return this;
        }

        public Builder consumerTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("a time of " + timeout + " is below zero");
            }
            consumerTimeout = timeout;
            return this;
        }

        public Builder allowedPeers(List<String> networks) {
            new PeerFilter(networks);
            allowedPeers = List.copyOf(networks);
            return this;
        }

        public Builder backend(Backend whose) {
            backend = Objects.requireNonNull(whose);
            return this;
        }

        public Builder nativeLibrary(String path) {
            nativeLibrary = Objects.requireNonNull(path);
            return this;
        }

        public LslConfig build() {
            return new LslConfig(new Builder(this));
        }

        private static Backend backend(String name) {
            return Arrays.stream(Backend.values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "org.lsl4j.backend is '" + name + "': it can be java, native or auto"));
        }

        private static int between(int low, int high, int value, String what) {
            if (value < low || value > high) {
                throw new IllegalArgumentException("a " + what + " of " + value + " is outside " + low + ".." + high);
            }
            return value;
        }

        private static Duration positive(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("a time of " + duration + " is not above zero");
            }
            return duration;
        }
    }
}
