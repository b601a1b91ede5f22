package org.rapport.web.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;

/** That a participant can be asked what the pipeline says, and that there is a text to agree to. */
@Component(property = NodeCheck.TYPE + "=rapport.source.rating")
public final class RatingCheck implements NodeCheck {
    private final Home home;

    @Activate
    public RatingCheck(@Reference Home home) {
        this.home = home;
    }

    @Override
    public List<Problem> check(PlannedNode node) {
        Map<String, Object> settings = node.settings();
        RatingScale scale = new RatingScale(texts(settings, "dimensions"), texts(settings, "controls"), number(node, "step"),
                node.setting("range").orElse("bounded"), number(node, "min"), number(node, "max"), number(node, "neutral"),
                number(node, "returnAfter"), node.setting("display").orElse("value"), node.setting("question").orElse(""),
                texts(settings, "ends"));
        List<Problem> problems = new ArrayList<>(scale.problems());
        problems.addAll(ConsentCheck.of(node, home));
        return problems;
    }

    static List<String> texts(Map<String, Object> settings, String key) {
        Object value = settings.get(key);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return all.stream().map(String::valueOf).filter(text -> !text.isEmpty()).toList(); // one left out is [""]
    }

    private static double number(PlannedNode node, String key) {
        return node.setting(key).map(Double::valueOf).orElse(Double.NaN);
    }
}
