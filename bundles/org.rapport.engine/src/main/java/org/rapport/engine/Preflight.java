package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.Graph;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.graph.Preflights;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.node.NodeCheck.Fitness;
import org.rapport.api.node.Source;
import org.rapport.api.signal.StreamDescription;

/**
 * Runs the sources of a pipeline for a moment, and what works on their streams, to see whether a session can begin. Nothing is
 * predicted and nothing written; what would be, is compared with what came.
 */
@Component(service = {Preflight.class, Preflights.class})
public final class Preflight implements Preflights {
    private static final String FILE = "file";
    /** The setting of a node that says how many seconds it waits for what is late. */
    private static final String WAITS = "maxLatency";

    private final Path work;
    private final NodeServices services;
    private final NodeConfigurations configurations;
    private final NodeTypes types;
    private final NodeChecks checks;
    private final KnownPipelines known;
    private final Graph graph;
    private final BundleContext context;
    private final AtomicLong runs = new AtomicLong();

    @Activate
    public Preflight(BundleContext context, @Reference Home home, @Reference NodeConfigurations configurations,
            @Reference NodeTypes types, @Reference NodeChecks checks, @Reference KnownPipelines known, @Reference Graph graph) {
        this.context = context;
        this.known = known;
        this.graph = graph;
        this.work = home.work();
        this.services = new NodeServices(context);
        this.configurations = configurations;
        this.types = types;
        this.checks = checks;
    }

    @Override
    public List<String> check(Path file) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Pipeline pipeline = PipelineReader.read(file, faults);
        if (faults.isEmpty()) {
            faults.addAll(new PipelineCheck(pipeline, types.all(), checks.all()).faults());
        }
        return faults.stream().map(fault -> fault.in(file)).toList();
    }

    @Override
    public Preflighted run(Path file, double seconds) throws IOException, InterruptedException {
        List<String> faults = check(file);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        PreflightReport report = report(file, seconds);
        return new Preflighted(report.isGo(), report.lines());
    }

    /**
     * Looks at a pipeline that has passed its check.
     *
     * @param seconds how long its sources run
     * @throws IllegalArgumentException if a source cannot start; one line that says why
     */
    PreflightReport report(Path file, double seconds) throws IOException, InterruptedException {
        Pipeline pipeline = PipelineReader.read(file, new ArrayList<>());
        List<Pipeline.Node> sources = pipeline.nodes().stream().filter(node -> is(node, NodeType.Kind.SOURCE)).toList();
        List<Pipeline.Node> processors = pipeline.nodes().stream().filter(this::isTried).toList();
        String run = "preflight-" + runs.incrementAndGet() + "-" + pipeline.name();
        Map<String, Source> running = running(pipeline, sources);
        List<Pipeline.Node> made = Stream
                .concat(sources.stream().filter(node -> !running.containsKey(node.name())), processors.stream()).toList();
        configurations.apply(run, made, Map.of(NodeId.OFFLINE, true));
        try {
            PipelinePlan plan = new PipelinePlan(pipeline, types.all());
            Map<String, Object> nodes = new HashMap<>();
            processors.forEach(node -> nodes.put(node.name(), services.await(run, node.name())));
            ProcessingTrial processing = new ProcessingTrial(pipeline, nodes);
            List<SourceTrial> trials = watch(run, sources, running, processing, seconds);
            return new PreflightReport(trials, patience(pipeline, plan), disks(pipeline, plan),
                    fitness(pipeline, plan, processing));
        } finally {
            configurations.apply(run, List.of(), Map.of());
        }
    }

    /** What predicts is not run, nor what works on predictions: that gets nothing. */
    private boolean isTried(Pipeline.Node node) {
        return is(node, NodeType.Kind.PROCESSOR) && !types.all().get(node.type()).predicts();
    }

    /** The sources that the graph runs as the file says: no device is read twice. */
    private Map<String, Source> running(Pipeline pipeline, List<Pipeline.Node> sources) {
        Map<String, Source> running = new HashMap<>();
        for (Pipeline.Node node : sources) {
            RunningSource source = new RunningSource(context, graph, pipeline.name(), node.name());
            if (known.runs(pipeline, node) && source.isThere()) {
                running.put(node.name(), source);
            }
        }
        return running;
    }

    private List<SourceTrial> watch(String run, List<Pipeline.Node> sources, Map<String, Source> running,
            ProcessingTrial processing, double seconds) throws InterruptedException {
        List<SourceTrial> trials = new ArrayList<>();
        for (Pipeline.Node node : sources) {
            Source source = running.containsKey(node.name()) ? running.get(node.name())
                    : (Source) services.await(run, node.name());
            trials.add(new SourceTrial(node.name(), source, processing::take));
        }
        processing.start();
        trials.forEach(SourceTrial::start);
        try {
            TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
        } finally {
            trials.forEach(SourceTrial::interrupt);
        }
        for (SourceTrial trial : trials) {
            trial.join();
        }
        processing.end();
        return trials;
    }

    /** What the nodes' own checks say of the streams that came. */
    private Fitness fitness(Pipeline pipeline, PipelinePlan plan, ProcessingTrial processing) {
        List<String> problems = new ArrayList<>(processing.problems());
        List<String> notes = new ArrayList<>(processing.warnings());
        Map<String, NodeCheck> all = checks.all();
        Map<String, List<StreamDescription>> streams = processing.streams();
        for (Pipeline.Node node : pipeline.nodes()) {
            if (all.containsKey(node.type())) {
                Fitness own = all.get(node.type()).live(plan.node(node.name()), streams);
                own.problems().forEach(problem -> problems.add(node.name() + ": " + problem));
                own.notes().forEach(note -> notes.add(node.name() + ": " + note));
            }
        }
        return new Fitness(problems, notes);
    }

    /** How many seconds what is made of each source waits for it, by the source's name; without those that nobody waits for. */
    private static Map<String, Double> patience(Pipeline pipeline, PipelinePlan plan) {
        Map<String, Double> patience = new HashMap<>();
        for (Pipeline.Node node : pipeline.nodes()) {
            PlannedNode planned = plan.node(node.name());
            planned.setting(WAITS).map(Double::valueOf)
                    .ifPresent(seconds -> sources(planned).forEach(source -> patience.merge(source.name(), seconds, Math::min)));
        }
        return patience;
    }

    private static Stream<PlannedNode> sources(PlannedNode node) {
        return node.inputs().isEmpty() ? Stream.of(node) : node.inputs().stream().flatMap(Preflight::sources);
    }

    /** The free bytes where sinks write, by folder. */
    private Map<Path, Long> disks(Pipeline pipeline, PipelinePlan plan) throws IOException {
        Map<Path, Long> free = new LinkedHashMap<>();
        for (Pipeline.Node node : pipeline.nodes()) {
            PlannedNode planned = plan.node(node.name());
            if (is(node, NodeType.Kind.SINK) && planned.setting(FILE).isPresent()) {
                Path folder = existing(work.resolve(planned.setting(FILE).get()).toAbsolutePath().normalize().getParent());
                free.put(folder, Files.getFileStore(folder).getUsableSpace());
            }
        }
        return free;
    }

    private static Path existing(Path folder) {
        return folder.getParent() == null || Files.isDirectory(folder) ? folder : existing(folder.getParent());
    }

    private boolean is(Pipeline.Node node, NodeType.Kind kind) {
        return types.all().get(node.type()).kind() == kind;
    }
}
