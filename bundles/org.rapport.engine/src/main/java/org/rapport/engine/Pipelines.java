package org.rapport.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the pipeline of a file when it appears, restarts only what an edit changed, and stops it when the file goes. */
@Component(service = {ArtifactInstaller.class, Pipelines.class}, immediate = true)
public final class Pipelines implements ArtifactInstaller {
    private static final Logger log = LoggerFactory.getLogger("pipelines");
    private static final long START_MILLIS = 2000;
    private static final long STOP_MILLIS = 5000;

    private final NodeConfigurations configurations;
    private final NodeTypes types;
    private final FileCheck check;
    private final FailedNodes failedNodes;
    private final RunningGraph graph;
    private final KnownPipelines known;
    /** Files whose node types are not all installed; tried again when bundles come. */
    private final Map<Path, List<String>> waiting = new TreeMap<>();
    private final Map<String, Pipeline> running = new TreeMap<>();
    /** Files that were rejected and whose pipelines never ran. */
    private final Set<Path> unstarted = new TreeSet<>();
    private final MissingTypes missingTypes = new MissingTypes();
    private final Runnable retry = this::retry;

    @Activate
    public Pipelines(@Reference NodeConfigurations configurations, @Reference NodeTypes types, @Reference NodeChecks checks,
            @Reference FailedNodes failedNodes, @Reference RunningGraph graph, @Reference KnownPipelines known) {
        this.configurations = configurations;
        this.types = types;
        this.check = new FileCheck(types::all, checks::all);
        this.failedNodes = failedNodes;
        this.graph = graph;
        this.known = known;
        types.onChange(retry);
    }

    @Deactivate
    void close() {
        types.removeOnChange(retry);
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(Pipeline.ENDING) && !file.getName().startsWith(".");
    }

    @Override
    public void install(File file) {
        load(file.toPath());
    }

    @Override
    public void update(File file) {
        load(file.toPath());
    }

    @Override
    public synchronized void uninstall(File file) throws IOException {
        Path path = file.toPath();
        waiting.remove(path);
        unstarted.remove(path);
        known.forget(path);
        String name = Pipeline.name(path);
        if (running.containsKey(name) && running.get(name).file().equals(path)) {
            running.remove(name);
            configurations.apply(name, List.of(), Map.of());
            log.info("pipeline {} stopped: its file is gone", name);
        }
    }

    /** Stops every pipeline and returns when their last blocks are dealt with, within a few seconds. */
    synchronized void stopAll() throws IOException {
        for (String name : List.copyOf(running.keySet())) {
            graph.underWay(name, false);
            configurations.apply(name, List.of(), Map.of());
        }
        running.clear();
        waiting.clear();
        graph.awaitEmpty(STOP_MILLIS);
    }

    private synchronized void load(Path file) {
        waiting.remove(file);
        try {
            apply(file, check.read(file, () -> load(file)));
        } catch (IOException e) {
            log.error("{}: {}", file.getFileName(), e.getMessage());
            String name = Pipeline.name(file);
            known.refuses(new Pipeline(file, List.of()), List.of(new Fault(1, "", "", e.getMessage())));
            if (!running.containsKey(name)) {
                unstarted.add(file);
            }
            log.warn("pipeline {} {}", name, running.containsKey(name) ? "keeps running as before" : "is not started");
        }
    }

    private void apply(Path file, FileCheck.Checked checked) throws IOException {
        Pipeline pipeline = checked.pipeline();
        List<Fault> faults = checked.faults();
        Pipeline other = running.get(pipeline.name());
        if (other != null && !other.file().equals(file)) {
            faults.add(new Fault(1, "", "",
                    "another file runs under the name " + pipeline.name() + ": " + other.file() + "; rename one of them"));
        }
        if (!faults.isEmpty()) {
            reject(file, pipeline, faults, checked.unknown());
            return;
        }
        if (!running.containsKey(pipeline.name())) {
            graph.underWay(pipeline.name(), false);
        }
        int changed = configurations.apply(pipeline.name(), pipeline.nodes(), Map.of());
        running.put(pipeline.name(), pipeline);
        unstarted.remove(file);
        log.info("pipeline {} runs: {} nodes, {} changed", pipeline.name(), pipeline.nodes().size(), changed);
        known.runs(pipeline, List.of());
        if (!graph.awaitNodes(pipeline.name(), pipeline.nodes().stream().map(Pipeline.Node::name).toList(), START_MILLIS)) {
            known.runs(pipeline, failedNodes.report(pipeline));
        }
        graph.underWay(pipeline.name(), true);
    }

    /** The files that were to run and never did; their faults have been told. */
    synchronized List<String> unstarted() {
        return unstarted.stream().map(file -> file.getFileName().toString()).toList();
    }

    private void reject(Path file, Pipeline pipeline, List<Fault> faults, List<String> unknown) {
        faults.forEach(fault -> log.error("{}", fault.in(file)));
        known.refuses(pipeline, faults);
        if (!running.containsKey(pipeline.name())) {
            unstarted.add(file);
        }
        if (faults.size() == unknown.size()) {
            waiting.put(file, unknown);
            log.warn("pipeline {} waits for a bundle in plugins/ that offers {}", pipeline.name(), String.join(", ", unknown));
        } else if (running.containsKey(pipeline.name())) {
            log.warn("pipeline {} keeps running as before this edit", pipeline.name());
        } else {
            log.warn("pipeline {} is not started", pipeline.name());
        }
    }

    private synchronized void retry() {
        if (waiting.isEmpty() && running.isEmpty()) {
            return;
        }
        Map<String, NodeType> installed = types.all();
        missingTypes.news(running.values(), installed.keySet()).forEach(log::warn);
        for (Map.Entry<Path, List<String>> file : Map.copyOf(waiting).entrySet()) {
            if (file.getValue().stream().anyMatch(installed::containsKey)) {
                load(file.getKey());
            }
        }
    }
}
