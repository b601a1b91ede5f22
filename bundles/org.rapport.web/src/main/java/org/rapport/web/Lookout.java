package org.rapport.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.NodeStatus;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.home.Home;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds troubles: those that nodes tell of, at once, and those that show in what the graph counts. */
@Component(service = Lookout.class)
public final class Lookout {
    /** The part of a model's input that is valid; with a dot and a name behind it, that of one modality. */
    private static final String VALIDITY = "validity";
    private static final Logger log = LoggerFactory.getLogger("page");
    /** Seconds after which a device that is looked for is missed. */
    private static final double ABSENT_AFTER = 10;
    /** Seconds without a valid prediction after which that is trouble. */
    private static final double INVALID_AFTER = 2;
    private static final double VALID_ENOUGH = 0.8;
    /** Signals that may wait for a node. */
    private static final long WAITING = 256;
    /** Seconds for which they may: a model that is being loaded has its input wait. */
    private static final double WAITING_FOR = 5;
    private static final long LOW_BYTES = 2L << 30;
    private static final double DISK_EVERY = 10;

    private final Path work;
    private final Watch watch;
    private final Troubles troubles;
    private final Map<String, NodeStatus> before = new HashMap<>();
    private final Map<String, Double> since = new HashMap<>();
    /** When a model tried to predict for the first time, by stream; long ago for one that has predicted. */
    private final Map<String, Double> firstTried = new HashMap<>();
    private double disksAt = Double.NEGATIVE_INFINITY;

    @Activate
    public Lookout(@Reference Home home, @Reference Watch watch, @Reference Troubles troubles) {
        this.work = home.work();
        this.watch = watch;
        this.troubles = troubles;
        watch.onHappening(this::happened);
    }

    private void happened(Watch.Happening happening) {
        if (happening.signal() instanceof Marker) {
            return;
        }
        StreamStatus status = (StreamStatus) happening.signal();
        String about = status.stream().toString();
        State state = status.state();
        for (State other : List.of(State.STALE, State.LOST, State.REFUSED)) {
            if (other != state) {
                troubles.end(about, other.name(), status.time());
            }
        }
        if (state == State.STALE || state == State.LOST || state == State.REFUSED) {
            troubles.tell(about, state.name(), status.reason(), state != State.STALE, status.time());
        } else if (status.warning()) {
            troubles.tell(about, Troubles.WARNING, status.reason(), false, status.time());
        }
    }

    /** Looks at what the graph counts. Called by one thread at a time, a few times a second. */
    void look(List<NodeStatus> nodes, List<PipelineFile> files) {
        double now = watch.now();
        Set<String> there = new TreeSet<>();
        for (NodeStatus node : nodes) {
            there.add(node.pipeline() + "/" + node.name());
            absent(node, now);
            busy(node, now);
            before.put(node.pipeline() + "/" + node.name(), node);
        }
        before.keySet().retainAll(there);
        since.keySet().removeIf(what -> !there.contains(what.substring(what.indexOf(' ') + 1)));
        late(nodes, now);
        files.forEach(file -> faults(file, now));
        watch.streams().stream().filter(Lookout::isImpression).forEach(stream -> prediction(stream, now));
        if (now - disksAt > DISK_EVERY) {
            disksAt = now;
            disks(files, now);
        }
    }

    /** What a node says of its own lateness lasts until it takes that back, or is another node after an edit, or gone. */
    private void late(List<NodeStatus> nodes, double now) {
        List<StreamStatus> late = nodes.stream().flatMap(node -> node.streams().stream())
                .filter(status -> status.state() == State.LATE).toList();
        late.forEach(one -> troubles.keep(true, one.stream().toString(), one.state().name(), one.reason(), false, one.time()));
        troubles.all().stream()
                .filter(one -> one.lasts() && one.kind().equals(State.LATE.name())
                        && late.stream().noneMatch(status -> status.stream().toString().equals(one.about())))
                .forEach(one -> troubles.end(one.about(), one.kind(), now));
    }

    private void absent(NodeStatus node, double now) {
        boolean looks = node.inputs().isEmpty() && !node.streams().isEmpty()
                && node.streams().stream().allMatch(status -> status.state() == State.RESOLVING);
        String id = node.pipeline() + "/" + node.name();
        String reason = reason(node);
        if (!reason.equals(reason(before.getOrDefault(id, node)))) {
            since.remove("absent " + id); // it is on its way: a participant has opened the page, a device was found
        }
        told(lasts("absent " + id, looks, now) > ABSENT_AFTER, node.name(), "absent", "no device yet: " + reason, true, now);
    }

    private static String reason(NodeStatus node) {
        return node.streams().isEmpty() ? "" : node.streams().get(node.streams().size() - 1).reason();
    }

    private void busy(NodeStatus node, double now) {
        NodeStatus last = before.getOrDefault(node.pipeline() + "/" + node.name(), node);
        double waits = lasts("queue " + node.pipeline() + "/" + node.name(), node.waiting() > WAITING, now);
        told(waits > WAITING_FOR, node.name(), "queue",
                node.waiting() + " signals wait for it: it is too slow, or this computer is", false, now);
        if (node.dropped() > last.dropped()) {
            troubles.tell(node.name(), "dropped",
                    node.dropped() + " blocks were dropped before it: it is too slow, or this computer is", true, now);
        }
        if (node.failures() > last.failures() || last == node && node.failures() > 0) {
            troubles.tell(node.name(), "failed", "failed on " + node.failures() + " blocks; the log tells at what", true, now);
        }
    }

    /** For how many seconds something has been so. */
    private double lasts(String what, boolean is, double now) {
        if (!is) {
            since.remove(what);
            return 0;
        }
        return now - since.computeIfAbsent(what, name -> now);
    }

    private void faults(PipelineFile file, double now) {
        String name = file.file().getFileName().toString();
        String first = file.faults().isEmpty() ? ""
                : "line " + file.faults().get(0).line() + ": " + file.faults().get(0).message()
                        + (file.faults().size() > 1 ? " (and " + (file.faults().size() - 1) + " more)" : "");
        troubles.keep(!file.faults().isEmpty(), name, "fault", first, !file.running(), now);
    }

    private static boolean isImpression(WatchedStream stream) {
        return stream.description().type().filter("Impression"::equals).isPresent();
    }

    private void prediction(WatchedStream stream, double now) {
        Rows.Slice latest = stream.rows().slice(stream.rows().since(now - INVALID_AFTER - 1), Integer.MAX_VALUE,
                Rows.Columns.ALL);
        if (latest.times().length == 0) {
            return;
        }
        int width = stream.rows().width();
        boolean none = true;
        double valid = 1;
        for (int row = 0; row < latest.times().length; row++) {
            for (int column = 0; column < width; column++) {
                float value = latest.values()[row * width + column];
                String label = stream.description().channels().get(column).label();
                none &= label.startsWith(VALIDITY) || Float.isNaN(value);
                valid = label.equals(VALIDITY) ? value : valid;
            }
        }
        String about = stream.description().id().toString();
        if (!none) {
            firstTried.put(about, Double.NEGATIVE_INFINITY);
        }
        // a model that has never predicted waits for people and devices, and what is missing of those is told
        told(none && now - firstTried.computeIfAbsent(about, name -> now) > ABSENT_AFTER, about, "invalid",
                "too little of the model's input is valid: no prediction", true, now);
        told(!none && valid < VALID_ENOUGH, about, VALIDITY,
                "only " + Math.round(100 * valid) + " % of the model's input is valid", false, now);
    }

    private void disks(List<PipelineFile> files, double now) {
        for (PipelineFile file : files) {
            for (PipelineFile.Node node : file.nodes()) {
                node.settings().stream()
                        .filter(setting -> file.running() && node.kind() == PipelineFile.Kind.SINK && setting.key().equals("file")
                                && !setting.value().isEmpty())
                        .forEach(setting -> disk(node.name(), work.resolve(setting.value().replaceAll("[{].*", "")), now));
            }
        }
    }

    private void disk(String node, Path file, double now) {
        Path folder = file.toAbsolutePath().normalize();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            told(free < LOW_BYTES, node, "disk", "only " + (free >> 20) + " MB are free where it writes", true, now);
        } catch (IOException e) {
            told(true, node, "disk", "the disk it writes to cannot be asked: " + e.getMessage(), true, now);
        }
    }

    /** What no node tells of is logged here. */
    private void told(boolean is, String about, String kind, String text, boolean grave, double now) {
        boolean lasts = troubles.all().stream()
                .anyMatch(one -> one.about().equals(about) && one.kind().equals(kind) && one.lasts());
        if (is && !lasts) {
            log.warn("{}: {}", about, text);
        }
        troubles.keep(is, about, kind, text, grave, now);
    }
}
