package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;

import org.lsl4j.QueryCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Dialects;

/** Refuses what would silently find nothing for ever: queries that no outlet could evaluate, and dialects that there are not. */
@Component(property = {NodeCheck.TYPE + "=rapport.source.gaze", NodeCheck.TYPE + "=rapport.source.face",
        NodeCheck.TYPE + "=rapport.source.physio", NodeCheck.TYPE + "=rapport.source.audio",
        NodeCheck.TYPE + "=rapport.source.label", NodeCheck.TYPE + "=rapport.source.markers"})
public final class SourceCheck implements NodeCheck {
    private final Dialects dialects;

    @Activate
    public SourceCheck(@Reference Dialects dialects) {
        this.dialects = dialects;
    }

    @Override
    public List<Problem> check(PlannedNode node) {
        List<Problem> problems = new ArrayList<>();
        String query = node.setting("query").orElse("");
        QueryCheck.fault(query).ifPresent(fault -> problems.add(new Problem("query", fault)));
        try {
            SampleRate.of(node.setting("rate").orElse(""));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("rate", e.getMessage()));
        }
        dialects.faults().forEach(fault -> problems.add(new Problem("", fault)));
        node.setting("dialect").filter(name -> !name.isEmpty()).ifPresent(name -> dialect(name, problems));
        return problems;
    }

    private void dialect(String name, List<Problem> problems) {
        List<Dialect> all = dialects.all();
        if (all.stream().noneMatch(one -> one.name().equals(name))) {
            problems.add(new Problem("dialect", new Interpreter(all).unknown(name)));
        }
    }
}
