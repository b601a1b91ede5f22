package org.rapport.lsl;

import java.util.List;

import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.osgi.service.component.annotations.Component;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.node.PlannedNode;

/** Refuses queries that no outlet could evaluate: they would silently find nothing for ever. */
@Component(property = { NodeCheck.TYPE + "=rapport.source.gaze", NodeCheck.TYPE + "=rapport.source.face",
        NodeCheck.TYPE + "=rapport.source.physio", NodeCheck.TYPE + "=rapport.source.audio", NodeCheck.TYPE + "=rapport.source.label" })
public final class SourceCheck implements NodeCheck {
    @Override
    public List<Problem> check(PlannedNode node) {
        String query = node.setting("query").orElse("");
        try {
            if (!query.isEmpty()) {
                XPathFactory.newInstance().newXPath().compile(query);
            }
            return List.of();
        } catch (XPathExpressionException e) {
            return List.of(new Problem("query", "is no LSL predicate (XPath 1.0): " + query
                    + "; write for instance type='Gaze' and name='Tobii'"));
        }
    }
}
