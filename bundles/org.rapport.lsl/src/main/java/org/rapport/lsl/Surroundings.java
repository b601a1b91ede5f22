package org.rapport.lsl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.Devices;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.lsl.dialects.Interpretation;

/** What is on the network, as {@code rapport streams --explain} tells it. */
@Component(service = Devices.class)
public final class Surroundings implements Devices {
    private static final int MOST = 200;

    private final Lsl lsl;
    private final Dialects dialects;
    private final Map<String, StreamInfo> found = new ConcurrentHashMap<>();

    @Activate
    public Surroundings(@Reference LslNetwork network, @Reference Dialects dialects) {
        this(network.lsl(), dialects);
    }

    Surroundings(Lsl lsl, Dialects dialects) {
        this.lsl = lsl;
        this.dialects = dialects;
    }

    @Override
    public List<Device> find(double seconds) {
        Interpreter interpreter = new Interpreter(dialects.all());
        Explanation explanation = new Explanation(interpreter);
        List<Device> devices = new ArrayList<>();
        found.clear();
        for (StreamInfo info : lsl.resolve("", 0, Duration.ofMillis((long) (seconds * 1000))).stream()
                .sorted(Comparator.comparing(StreamInfo::name)).limit(MOST).toList()) {
            try {
                StreamInfo full = Link.describe(lsl, info);
                found.put(full.uid(), full);
                devices.add(device(full, interpreter, explanation.of(full)));
            } catch (LslException e) {
                devices.add(
                        new Device(info.uid(), info.name(), info.type(), info.channelCount(), info.nominalRate(), info.hostname(),
                                info.sourceId(), List.of(), List.of(), "", List.of(info.name() + ": " + e.getMessage())));
            }
        }
        return devices;
    }

    private static Device device(StreamInfo info, Interpreter interpreter, List<String> explanation) {
        List<String> nodes = new ArrayList<>();
        Set<String> content = new LinkedHashSet<>();
        boolean isDevice = false;
        if (info.format() != ChannelFormat.STRING) {
            Map<SourceKind, Interpretation> readers = interpreter.readers(info);
            // what a source looks for by itself comes before what it reads when it is told to
            readers.keySet().stream().sorted(Comparator.comparing(kind -> !interpreter.isFound(info, kind)))
                    .forEach(kind -> nodes.add(kind.nodeType()));
            readers.values().forEach(meaning -> content.addAll(meaning.types()));
            isDevice = readers.keySet().stream().anyMatch(kind -> interpreter.isFound(info, kind));
        }
        return new Device(info.uid(), info.name(), info.type(), info.channelCount(), info.nominalRate(), info.hostname(),
                info.sourceId(), nodes, List.copyOf(content), isDevice ? role(info) : "", explanation);
    }

    private static String role(StreamInfo info) {
        String said = info.desc().text("role");
        return Set.of("emitter", "receiver").contains(said) ? said : "";
    }

    @Override
    public String pipeline(List<Owned> owned, Optional<String> model, Path contract) {
        return new PipelineText(owned, model, contract).text();
    }

    @Override
    public Optional<String> mapping(String uid) {
        return Optional.ofNullable(found.get(uid)).map(info -> {
            Optional<Interpretation> known;
            try {
                known = Optional.of(new Interpreter(dialects.all()).meaning(info));
            } catch (IllegalArgumentException e) {
                known = Optional.empty(); // it does not say enough: that is what the file is for
            }
            return new MappingFile(info, known).json();
        });
    }
}
