package org.rapport.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;

/** What is known of pipeline files, for whoever shows them; never waits for a pipeline that starts. */
@Component(service = {PipelineFiles.class, KnownPipelines.class})
public final class KnownPipelines implements PipelineFiles {
    private final NodeTypes types;
    private final Map<Path, PipelineFile> known = new TreeMap<>();

    @Activate
    public KnownPipelines(@Reference NodeTypes types) {
        this.types = types;
    }

    @Override
    public synchronized List<PipelineFile> all() {
        return List.copyOf(known.values());
    }

    /** Takes down that a pipeline runs, and what of it does not. */
    void runs(Pipeline pipeline, List<Fault> faults) {
        PipelineFile file = described(pipeline, true, faults);
        synchronized (this) {
            known.put(pipeline.file(), file);
        }
    }

    /** Takes down that a file is refused; what runs of it goes on. */
    void refuses(Pipeline pipeline, List<Fault> faults) {
        PipelineFile read = described(pipeline, false, faults);
        synchronized (this) {
            PipelineFile before = known.get(pipeline.file());
            known.put(pipeline.file(), before == null || !before.running() ? read
                    : new PipelineFile(before.name(), before.file(), true, before.nodes(), read.faults()));
        }
    }

    /** Whether a node of a file runs, and as the file says it now. */
    synchronized boolean runs(Pipeline pipeline, Pipeline.Node node) {
        PipelineFile file = known.get(pipeline.file());
        PipelineFile.Node wanted = described(node, types.all().get(node.type()));
        return file != null && file.running() && file.nodes().stream().anyMatch(one -> one.name().equals(wanted.name())
                && one.type().equals(wanted.type()) && values(one).equals(values(wanted)));
    }

    private static Map<String, String> values(PipelineFile.Node node) {
        return node.settings().stream()
                .collect(Collectors.toMap(PipelineFile.Setting::key, PipelineFile.Setting::value, (one, other) -> one));
    }

    /** Forgets a file that is gone. */
    synchronized void forget(Path file) {
        known.remove(file);
    }

    private PipelineFile described(Pipeline pipeline, boolean running, List<Fault> faults) {
        Map<String, NodeType> installed = types.all();
        return new PipelineFile(pipeline.name(), pipeline.file(), running,
                pipeline.nodes().stream().map(node -> described(node, installed.get(node.type()))).toList(), faults.stream()
                        .map(fault -> new PipelineFile.Fault(fault.line(), fault.node(), fault.key(), fault.message())).toList());
    }

    private static PipelineFile.Node described(Pipeline.Node node, NodeType type) {
        List<PipelineFile.Setting> settings = new ArrayList<>();
        node.settings()
                .forEach((key,
                        setting) -> settings.add(new PipelineFile.Setting(key, text(setting.value()), setting.line(),
                                type == null || !type.settings().containsKey(key) ? ""
                                        : String.valueOf(type.settings().get(key).getDescription()))));
        if (type != null) {
            type.settings().values().stream().filter(setting -> !node.settings().containsKey(setting.getID()))
                    .map(KnownPipelines::left).forEach(settings::add);
        }
        return new PipelineFile.Node(node.name(), node.type(),
                type == null ? PipelineFile.Kind.UNKNOWN : PipelineFile.Kind.valueOf(type.kind().name()),
                type != null && type.predicts(), node.line(), node.inputs(),
                type == null ? "" : type.description().replaceAll("\\s+", " ").strip(), settings);
    }

    /** A setting that the file leaves out. */
    private static PipelineFile.Setting left(AttributeDefinition setting) {
        String[] defaults = setting.getDefaultValue();
        return new PipelineFile.Setting(setting.getID(), defaults == null ? "" : String.join(", ", defaults), 0,
                String.valueOf(setting.getDescription()));
    }

    private static String text(Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
