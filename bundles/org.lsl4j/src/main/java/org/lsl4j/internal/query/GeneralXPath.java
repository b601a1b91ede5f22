package org.lsl4j.internal.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;

import org.lsl4j.Element;
import org.lsl4j.internal.base.Limits;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * Evaluates unusual queries about one stream with the JDK's XPath. That cannot be interrupted, so a query whose cost might be
 * too high is not begun.
 */
public final class GeneralXPath {
    /** What may look at every element again for each element: axes and conditions. */
    private static final Pattern MULTIPLIER = Pattern.compile("//|::|\\[|\\.\\.|\\*");

    private final Element info;
    /** Elements in it; 0 before somebody asks, and few ever do. */
    private long size;
    private XPathFactory factory;
    private Node document;

    GeneralXPath(Element info) {
        this.info = info;
    }

    private static long size(Element element) {
        long size = 1;
        for (Element child : element.children()) {
            size += size(child);
        }
        return size;
    }

    /** Whether a query holds; not for one that is no XPath. Empty if it might cost too much. */
    synchronized Optional<Boolean> holds(String query) {
        if (highestCost(query) > Limits.QUERY_STEPS) {
            return Optional.empty();
        }
        try {
            if (document == null) {
                factory = XPathFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                document = toDocument();
            }
            return Optional.of((Boolean) factory.newXPath().evaluate(query, document, XPathConstants.BOOLEAN));
        } catch (XPathExpressionException e) {
            return Optional.of(false);
        } catch (XPathFactoryConfigurationException | ParserConfigurationException e) {
            throw new IllegalStateException("this Java runtime has no XML support: " + e.getMessage(), e);
        }
    }

    private double highestCost(String query) {
        size = size == 0 ? size(info) : size;
        double cost = size;
        for (Matcher multiplier = MULTIPLIER.matcher(query); multiplier.find();) {
            cost *= size;
        }
        return cost;
    }

    private Node toDocument() throws ParserConfigurationException {
        Document owner = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
        return owner.appendChild(toNode(owner, info));
    }

    private static Node toNode(Document owner, Element element) {
        Node node = owner.createElement(element.xmlName());
        if (!element.text().isEmpty()) {
            node.appendChild(owner.createTextNode(element.text()));
        }
        element.children().forEach(child -> node.appendChild(toNode(owner, child)));
        return node;
    }
}
