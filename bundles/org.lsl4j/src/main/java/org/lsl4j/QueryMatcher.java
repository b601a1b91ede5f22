package org.lsl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** Tells whether one stream matches a query, an XPath 1.0 expression with {@code info} as its context. */
final class QueryMatcher {
    private final Element info;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Boolean> answers;
    private XPathFactory factory;
    private Node document;

    QueryMatcher(StreamInfo stream, int cachedAnswers) {
        info = InfoXml.toElement(stream, stream.desc());
        // desc is not a text; where fields say nothing of it, comparing it is left to XPath
        info.children().stream().filter(child -> !child.name().equals("desc"))
                .forEach(child -> fields.put(child.name(), child.text()));
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > cachedAnswers;
            }
        };
    }

    /** The answer, if it is known or easily found; never takes long. */
    Optional<Boolean> quickly(String query) {
        if (query.isEmpty()) {
            return Optional.of(true);
        }
        if (query.length() > Limits.QUERY) {
            return Optional.of(false);
        }
        Optional<Conjunction> conjunction = Conjunction.parse(query)
                .filter(one -> fields.keySet().containsAll(one.terms().keySet()));
        if (conjunction.isPresent()) {
            return Optional.of(conjunction.get().holds(fields));
        }
        synchronized (answers) {
            return Optional.ofNullable(answers.get(query));
        }
    }

    /** The answer, whatever it takes. */
    boolean matches(String query) {
        return quickly(query).orElseGet(() -> {
            boolean answer = evaluate(query);
            synchronized (answers) {
                answers.put(query, answer);
            }
            return answer;
        });
    }

    private synchronized boolean evaluate(String query) {
        if (depth(query) > Limits.QUERY_DEPTH) {
            return false;
        }
        try {
            if (document == null) {
                factory = XPathFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                document = toDocument();
            }
            return (Boolean) factory.newXPath().evaluate(query, document, XPathConstants.BOOLEAN);
        } catch (XPathExpressionException e) {
            return false;
        } catch (XPathFactoryConfigurationException | ParserConfigurationException e) {
            throw new IllegalStateException("this Java runtime has no XML support: " + e.getMessage(), e);
        }
    }

    private static int depth(String query) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < query.length(); i++) {
            if (query.charAt(i) == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (query.charAt(i) == ']') {
                depth--;
            }
        }
        return deepest;
    }

    private Node toDocument() throws ParserConfigurationException {
        Document owner = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
        Budget budget = new Budget();
        return owner.appendChild(toNode(owner, info, budget));
    }

    private static Node toNode(Document owner, Element element, Budget budget) {
        Node node = owner.createElement(element.name());
        if (!element.text().isEmpty()) {
            node.appendChild(owner.createTextNode(element.text()));
        }
        for (Element child : element.children()) {
            if (budget.take()) {
                node.appendChild(toNode(owner, child, budget));
            }
        }
        return node;
    }

    /** Keeps a huge description from making queries slow: what exceeds it does not match. */
    private static final class Budget {
        private int left = Limits.QUERY_ELEMENTS;

        boolean take() {
            return left-- > 0;
        }
    }
}
