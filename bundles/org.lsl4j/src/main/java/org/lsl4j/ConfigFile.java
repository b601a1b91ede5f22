package org.lsl4j;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.lsl4j.LslConfig.IpFamilies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code lsl_api.cfg}: INI with case-sensitive names, comments that begin a line with a semicolon, and lists in
 * braces. One bad line rejects the whole file, as in the native library, so that both always agree on the settings. Writes
 * it too, for the native library.
 */
final class ConfigFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

    private final Map<String, String> settings;
    private final LslConfigBuilder config = LslConfig.builder();

    private ConfigFile(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The files to try, in order. */
    static List<Path> candidates(Map<String, String> environment, Path workingDirectory) {
        List<Path> files = new ArrayList<>();
        String named = environment.getOrDefault("LSLAPICFG", "");
        if (!named.isEmpty()) {
            files.add(Path.of(named));
        }
        files.add(workingDirectory.resolve("lsl_api.cfg"));
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE",
                environment.getOrDefault("HOMEDRIVE", "") + environment.getOrDefault("HOMEPATH", "")));
        if (!home.isEmpty()) {
            files.add(Path.of(home, "lsl_api", "lsl_api.cfg"));
        }
        files.add(Path.of("/etc/lsl_api/lsl_api.cfg"));
        return files;
    }

    static LslConfig first(List<Path> files) {
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                try {
                    return parse(Files.readString(file));
                } catch (IOException | IllegalArgumentException e) {
                    LOG.warn("{} is ignored: {}", file, e.getMessage());
                }
            }
        }
        return LslConfig.builder().build();
    }

    static LslConfig parse(String content) {
        ConfigFile file = new ConfigFile(readIni(content));
        file.apply();
        return file.config.build();
    }

    /** The content of a file with these settings, as far as the native library knows them. */
    static String write(LslConfig config) {
        StringBuilder text = new StringBuilder("[ports]\n");
        put(text, "MulticastPort", config.multicastPort());
        put(text, "BasePort", config.basePort());
        put(text, "PortRange", config.portRange());
        put(text, "AllowRandomPorts", config.allowRandomPorts() ? 1 : 0);
        put(text, "IPv6", switch (config.ipFamilies()) {
            case BOTH -> "allow";
            case V4 -> "disable";
            case V6 -> "force";
        });
        text.append("[multicast]\n");
        put(text, "ResolveScope", config.resolveScope().name().toLowerCase(Locale.ROOT));
        put(text, "ListenAddress", config.listenAddress());
        // what the scope, the group and the lists of addresses come to
        put(text, "AddressesOverride", list(config.discoveryAddresses()));
        put(text, "TTLOverride", config.hops());
        put(text, "Interfaces", list(config.interfaces()));
        text.append("[lab]\n");
        put(text, "KnownPeers", list(config.knownPeers()));
        put(text, "SessionID", config.sessionId());
        writeTuning(text.append("[tuning]\n"), config);
        return text.toString();
    }

    private static void writeTuning(StringBuilder text, LslConfig config) {
        put(text, "UseProtocolVersion", config.protocolVersion());
        put(text, "WatchdogTimeThreshold", seconds(config.watchdogThreshold()));
        put(text, "MulticastMinRTT", seconds(config.multicastInterval()));
        put(text, "UnicastMinRTT", seconds(config.unicastInterval()));
        put(text, "ContinuousResolveInterval", seconds(config.continuousInterval()));
        put(text, "MaxCachedQueries", config.maxCachedQueries());
        put(text, "TimeUpdateInterval", seconds(config.timeUpdateInterval()));
        put(text, "TimeUpdateMinProbes", config.timeUpdateMinProbes());
        put(text, "TimeProbeCount", config.timeProbeCount());
        put(text, "TimeProbeInterval", seconds(config.timeProbeInterval()));
        put(text, "TimeProbeMaxRTT", seconds(config.timeProbeMaxRtt()));
        put(text, "SendSocketBufferSize", config.sendBufferBytes());
        put(text, "ReceiveSocketBufferSize", config.receiveBufferBytes());
        put(text, "SmoothingHalftime", seconds(config.smoothingHalftime()));
        put(text, "ForceDefaultTimestamps", config.forceDefaultTimestamps() ? 1 : 0);
    }

    /** A setting without a value would reject the whole file. */
    private static void put(StringBuilder text, String key, Object value) {
        if (!value.toString().isEmpty()) {
            text.append(key).append(" = ").append(value).append('\n');
        }
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "" : "{" + String.join(", ", items) + "}";
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> readIni(String content) {
        Map<String, String> settings = new LinkedHashMap<>();
        String section = "";
        int number = 0;
        for (String raw : content.lines().toList()) {
            String line = raw.strip();
            number++;
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (!line.endsWith("]")) {
                    throw new IllegalArgumentException("line " + number + ": '" + line + "' lacks its closing bracket");
                }
                section = line.substring(1, line.length() - 1).strip() + ".";
                continue;
            }
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : section + line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (equals < 1 || value.isEmpty()) {
                throw new IllegalArgumentException("line " + number + ": '" + line + "' is not 'key = value'");
            }
            if (settings.put(key, value) != null) {
                throw new IllegalArgumentException("line " + number + ": " + key + " is there twice");
            }
        }
        return settings;
    }

    private void apply() {
        ports();
        multicast();
        list("lab.KnownPeers", config::knownPeers);
        text("lab.SessionID", config::sessionId);
        list("lab.AllowedPeers", config::allowedPeers);
        tuning();
    }

    private void ports() {
        integer("ports.MulticastPort", config::multicastPort);
        integer("ports.BasePort", config::basePort);
        integer("ports.PortRange", config::portRange);
        flag("ports.AllowRandomPorts", config::allowRandomPorts);
        text("ports.IPv6", value -> config.ipFamilies(families(value)));
    }

    private void multicast() {
        text("multicast.ResolveScope", value -> config.resolveScope(ResolveScope.valueOf(value.toUpperCase(Locale.ROOT))));
        text("multicast.ListenAddress", config::listenAddress);
        text("multicast.IPv6MulticastGroup", config::v6Group);
        for (ResolveScope scope : ResolveScope.values()) {
            String name = scope.name().charAt(0) + scope.name().substring(1).toLowerCase(Locale.ROOT);
            list("multicast." + name + "Addresses", addresses -> config.scopeAddresses(scope, addresses));
        }
        list("multicast.AddressesOverride", config::addressesOverride);
        integer("multicast.TTLOverride", config::hopsOverride);
        list("multicast.Interfaces", config::interfaces);
    }

    private void tuning() {
        seconds("tuning.WatchdogTimeThreshold", config::watchdogThreshold);
        seconds("tuning.MulticastMinRTT", config::multicastInterval);
        seconds("tuning.UnicastMinRTT", config::unicastInterval);
        seconds("tuning.ContinuousResolveInterval", config::continuousInterval);
        integer("tuning.MaxCachedQueries", config::maxCachedQueries);
        seconds("tuning.TimeUpdateInterval", config::timeUpdateInterval);
        integer("tuning.TimeUpdateMinProbes", config::timeUpdateMinProbes);
        integer("tuning.TimeProbeCount", config::timeProbeCount);
        seconds("tuning.TimeProbeInterval", config::timeProbeInterval);
        seconds("tuning.TimeProbeMaxRTT", config::timeProbeMaxRtt);
        integer("tuning.SendSocketBufferSize", config::sendBufferBytes);
        integer("tuning.ReceiveSocketBufferSize", config::receiveBufferBytes);
        seconds("tuning.SmoothingHalftime", config::smoothingHalftime);
        flag("tuning.ForceDefaultTimestamps", config::forceDefaultTimestamps);
        integer("tuning.UseProtocolVersion", config::protocolVersion);
        seconds("tuning.ConsumerTimeout", config::consumerTimeout);
    }

    private static IpFamilies families(String value) {
        return switch (value) {
            case "allow", "allowed" -> IpFamilies.BOTH;
            case "disable", "disabled" -> IpFamilies.V4;
            case "force", "forced" -> IpFamilies.V6;
            default -> throw new IllegalArgumentException("neither allow, disable nor force");
        };
    }

    private void text(String key, Consumer<String> setter) {
        String value = settings.get(key);
        if (value != null) {
            try {
                setter.accept(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + " = " + value + ": " + e.getMessage(), e);
            }
        }
    }

    private void integer(String key, Consumer<Integer> setter) {
        text(key, value -> setter.accept(Integer.valueOf(value)));
    }

    private void seconds(String key, Consumer<Duration> setter) {
        text(key, value -> setter.accept(Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e9))));
    }

    private void flag(String key, Consumer<Boolean> setter) {
        text(key, value -> setter.accept(value.equals("1")));
    }

    private void list(String key, Consumer<List<String>> setter) {
        text(key, value -> {
            if (!value.startsWith("{") || !value.endsWith("}")) {
                throw new IllegalArgumentException("a list is written {a, b, c}");
            }
            setter.accept(Arrays.stream(value.substring(1, value.length() - 1).split(",")).map(String::strip)
                    .filter(item -> !item.isEmpty()).toList());
        });
    }
}
