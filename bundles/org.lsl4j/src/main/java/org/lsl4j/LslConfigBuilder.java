package org.lsl4j;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.lsl4j.internal.net.PeerFilter;

/** Collects settings; the names are those of {@link LslConfig}'s methods. */
public final class LslConfigBuilder {
    int multicastPort = 16571;
    int basePort = 16572;
    int portRange = 32;
    boolean allowRandomPorts = true;
    LslConfig.IpFamilies ipFamilies = LslConfig.IpFamilies.BOTH;
    ResolveScope resolveScope = ResolveScope.SITE;
    String listenAddress = "";
    String v6Group = "113D:6FDD:2C17:A643:FFE2:1BD1:3CD2";
    final Map<ResolveScope, List<String>> scopeAddresses = new EnumMap<>(ResolveScope.class);
    List<String> addressesOverride = List.of();
    int hopsOverride = -1;
    List<String> interfaces = List.of();
    List<String> knownPeers = List.of();
    String sessionId = "default";
    Duration watchdogThreshold = Duration.ofSeconds(15);
    Duration multicastInterval = Duration.ofMillis(500);
    Duration unicastInterval = Duration.ofMillis(750);
    Duration continuousInterval = Duration.ofMillis(500);
    int maxCachedQueries = 1000;
    Duration timeUpdateInterval = Duration.ofSeconds(2);
    int timeUpdateMinProbes = 6;
    int timeProbeCount = 8;
    Duration timeProbeInterval = Duration.ofMillis(64);
    Duration timeProbeMaxRtt = Duration.ofMillis(128);
    int sendBufferBytes;
    int receiveBufferBytes;
    Duration smoothingHalftime = Duration.ofSeconds(90);
    boolean forceDefaultTimestamps;
    int protocolVersion = 110;
    Duration consumerTimeout = Duration.ZERO;
    List<String> allowedPeers = List.of();
    LslConfig.Backend backend = backend(System.getProperty("org.lsl4j.backend", "java"));
    String nativeLibrary = System.getProperty("org.lsl4j.library", "");

    LslConfigBuilder() {
    }

    LslConfigBuilder(LslConfigBuilder other) {
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

    /** Sets {@link LslConfig#multicastPort}, from 1 to 65535. */
    public LslConfigBuilder multicastPort(int port) {
        multicastPort = between(1, 65535, port, "multicast port");
        return this;
    }

    /** Sets {@link LslConfig#basePort}, from 1 to 65535. */
    public LslConfigBuilder basePort(int port) {
        basePort = between(1, 65535, port, "base port");
        return this;
    }

    /** Sets {@link LslConfig#portRange}, from 1 to 65535. */
    public LslConfigBuilder portRange(int ports) {
        portRange = between(1, 65535, ports, "port range");
        return this;
    }

    /** Sets {@link LslConfig#allowRandomPorts}. */
    public LslConfigBuilder allowRandomPorts(boolean allow) {
        allowRandomPorts = allow;
        return this;
    }

    /** Sets {@link LslConfig#ipFamilies}. */
    public LslConfigBuilder ipFamilies(LslConfig.IpFamilies families) {
        ipFamilies = Objects.requireNonNull(families);
        return this;
    }

    /** Sets {@link LslConfig#resolveScope}. */
    public LslConfigBuilder resolveScope(ResolveScope scope) {
        resolveScope = Objects.requireNonNull(scope);
        return this;
    }

    /** Sets {@link LslConfig#listenAddress}. */
    public LslConfigBuilder listenAddress(String address) {
        listenAddress = Objects.requireNonNull(address);
        return this;
    }

    /** The seven words that follow the scope in an IPv6 multicast group ({@code multicast.IPv6MulticastGroup}). */
    public LslConfigBuilder v6Group(String words) {
        v6Group = Objects.requireNonNull(words);
        return this;
    }

    /** The IPv4 addresses that a scope adds ({@code multicast.SiteAddresses} and so on). */
    public LslConfigBuilder scopeAddresses(ResolveScope scope, List<String> addresses) {
        scopeAddresses.put(scope, List.copyOf(addresses));
        return this;
    }

    /** Queries go to these addresses whatever the scope ({@code multicast.AddressesOverride}). */
    public LslConfigBuilder addressesOverride(List<String> addresses) {
        addressesOverride = List.copyOf(addresses);
        return this;
    }

    /** Multicast goes this far whatever the scope; -1 to leave it to the scope ({@code multicast.TTLOverride}). */
    public LslConfigBuilder hopsOverride(int hops) {
        hopsOverride = between(-1, 255, hops, "number of hops");
        return this;
    }

    /** Sets {@link LslConfig#interfaces}. */
    public LslConfigBuilder interfaces(List<String> localAddresses) {
        interfaces = List.copyOf(localAddresses);
        return this;
    }

    /** Sets {@link LslConfig#knownPeers}. */
    public LslConfigBuilder knownPeers(List<String> hosts) {
        knownPeers = List.copyOf(hosts);
        return this;
    }

    /** Sets {@link LslConfig#sessionId}. */
    public LslConfigBuilder sessionId(String session) {
        sessionId = Objects.requireNonNull(session);
        return this;
    }

    /** Sets {@link LslConfig#watchdogThreshold}, above zero. */
    public LslConfigBuilder watchdogThreshold(Duration silence) {
        watchdogThreshold = positive(silence);
        return this;
    }

    /** Sets {@link LslConfig#multicastInterval}, above zero. */
    public LslConfigBuilder multicastInterval(Duration interval) {
        multicastInterval = positive(interval);
        return this;
    }

    /** Sets {@link LslConfig#unicastInterval}, above zero. */
    public LslConfigBuilder unicastInterval(Duration interval) {
        unicastInterval = positive(interval);
        return this;
    }

    /** Sets {@link LslConfig#continuousInterval}, from 1 to 100000. */
    public LslConfigBuilder continuousInterval(Duration interval) {
        continuousInterval = positive(interval);
        return this;
    }

    /** Sets {@link LslConfig#maxCachedQueries}, from 1 to 100000. */
    public LslConfigBuilder maxCachedQueries(int queries) {
        maxCachedQueries = between(1, 100_000, queries, "number of cached queries");
        return this;
    }

    /** Sets {@link LslConfig#timeUpdateInterval}, from 1 to 1000. */
    public LslConfigBuilder timeUpdateInterval(Duration interval) {
        timeUpdateInterval = positive(interval);
        return this;
    }

    /** Sets {@link LslConfig#timeUpdateMinProbes}, from 1 to 1000. */
    public LslConfigBuilder timeUpdateMinProbes(int probes) {
        timeUpdateMinProbes = between(1, 1_000, probes, "number of probes");
        return this;
    }

    /** Sets {@link LslConfig#timeProbeCount}, from 1 to 1000. */
    public LslConfigBuilder timeProbeCount(int probes) {
        timeProbeCount = between(1, 1_000, probes, "number of probes");
        return this;
    }

    /** Sets {@link LslConfig#timeProbeInterval}, above zero. */
    public LslConfigBuilder timeProbeInterval(Duration interval) {
        timeProbeInterval = positive(interval);
        return this;
    }

    /** Sets {@link LslConfig#timeProbeMaxRtt}, at least 0. */
    public LslConfigBuilder timeProbeMaxRtt(Duration wait) {
        timeProbeMaxRtt = positive(wait);
        return this;
    }

    /** Sets {@link LslConfig#sendBufferBytes}, at least 0. */
    public LslConfigBuilder sendBufferBytes(int bytes) {
        sendBufferBytes = between(0, Integer.MAX_VALUE, bytes, "send buffer");
        return this;
    }

    /** Sets {@link LslConfig#receiveBufferBytes}, at least 0. */
    public LslConfigBuilder receiveBufferBytes(int bytes) {
        receiveBufferBytes = between(0, Integer.MAX_VALUE, bytes, "receive buffer");
        return this;
    }

    /** Sets {@link LslConfig#smoothingHalftime}, above zero. */
    public LslConfigBuilder smoothingHalftime(Duration halftime) {
        smoothingHalftime = positive(halftime);
        return this;
    }

    /** Sets {@link LslConfig#forceDefaultTimestamps}. */
    public LslConfigBuilder forceDefaultTimestamps(boolean force) {
        forceDefaultTimestamps = force;
        return this;
    }

    /** Later versions count as 110, the latest there is. */
    public LslConfigBuilder protocolVersion(int version) {
        protocolVersion = Math.min(110, between(100, Integer.MAX_VALUE, version, "protocol version"));
        return this;
    }

    /** Sets {@link LslConfig#consumerTimeout}, not below zero. */
    public LslConfigBuilder consumerTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a time of " + timeout + " is below zero");
        }
        consumerTimeout = timeout;
        return this;
    }

    /** Sets {@link LslConfig#allowedPeers}. */
    public LslConfigBuilder allowedPeers(List<String> networks) {
        new PeerFilter(networks);
        allowedPeers = List.copyOf(networks);
        return this;
    }

    /** Sets {@link LslConfig#backend}. */
    public LslConfigBuilder backend(LslConfig.Backend whose) {
        backend = Objects.requireNonNull(whose);
        return this;
    }

    /** Sets {@link LslConfig#nativeLibrary}. */
    public LslConfigBuilder nativeLibrary(String path) {
        nativeLibrary = Objects.requireNonNull(path);
        return this;
    }

    /** The settings so far. */
    public LslConfig build() {
        return new LslConfig(new LslConfigBuilder(this));
    }

    private static LslConfig.Backend backend(String name) {
        return Arrays.stream(LslConfig.Backend.values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("org.lsl4j.backend is '" + name + "': it can be java, native or auto"));
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
