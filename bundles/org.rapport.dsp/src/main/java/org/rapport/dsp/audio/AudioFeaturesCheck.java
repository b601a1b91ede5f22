package org.rapport.dsp.audio;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck;

/** Voices are described one by one. */
@Component(property = NodeCheck.TYPE + "=" + AudioFeatures.TYPE)
public final class AudioFeaturesCheck implements NodeCheck {

    @Override
    public List<Problem> check(PlannedNode node) {
        return node.inputs().size() == 1 ? List.of() : List.of(new Problem("inputs",
                "it reads from one microphone, not from " + node.inputs().size() + "; use one node for each"));
    }
}
