package org.lsl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node of a stream's description: a name, a text and children, as in XML without attributes. Immutable.
 *
 * @param name an XML name
 * @param text its own text, empty if it has none
 * @param children in document order
 */
public record Element(String name, String text, List<Element> children) {
    private static final Pattern NAME = Pattern.compile("[^\\s<>&\"'/=!?.\\-\\d][^\\s<>&\"'/=!?]*");

    public Element {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot name an XML element: begin with a letter, no blanks");
        }
        children = List.copyOf(children);
    }

    /** An element that holds a text. */
    public static Element of(String name, String text) {
        return new Element(name, text, List.of());
    }

    /** An element that holds other elements. */
    public static Element of(String name, Element... children) {
        return new Element(name, "", List.of(children));
    }

    /** The same with one more child at the end. */
    public Element with(Element child) {
        List<Element> more = new ArrayList<>(children);
        more.add(child);
        return new Element(name, text, more);
    }

    /** The same with one more child at the end, which holds a text. */
    public Element with(String childName, String childText) {
        return with(of(childName, childText));
    }

    /** The first child of that name. */
    public Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** All children of that name, in order. */
    public List<Element> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of the first child of that name, empty if there is none. */
    public String text(String childName) {
        return child(childName).map(Element::text).orElse("");
    }
}
