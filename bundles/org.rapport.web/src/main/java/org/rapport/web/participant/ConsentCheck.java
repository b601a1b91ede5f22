package org.rapport.web.participant;

import java.io.IOException;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;

/** That there is a text to agree to before a camera or a microphone is used. */
@Component(property = {NodeCheck.TYPE + "=rapport.source.camera", NodeCheck.TYPE + "=rapport.source.microphone"})
public final class ConsentCheck implements NodeCheck {
    private final Home home;

    @Activate
    public ConsentCheck(@Reference Home home) {
        this.home = home;
    }

    @Override
    public List<Problem> check(PlannedNode node) {
        return of(node, home);
    }

    /** Whether the text that a node names is there. */
    static List<Problem> of(PlannedNode node, Home home) {
        String named = node.setting("consent").orElse("");
        if (!named.isEmpty()) {
            try {
                ConsentText.read(home.folder().resolve(named));
            } catch (IOException e) {
                return List.of(new Problem("consent", e.getMessage()));
            }
        }
        return List.of();
    }
}
