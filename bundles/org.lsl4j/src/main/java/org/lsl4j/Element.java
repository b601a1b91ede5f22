package org.lsl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node of a stream's description: a name, a text and children, as in XML without attributes. Immutable.
 *
 * @param name as a peer sent it, which need not be a name in XML
 * @param text its own text, empty if it has none
 * @param children in document order
 */
public record Element(String name, String text, List<Element> children) {
    /** What XML does not allow in a name everywhere; a colon would need a declaration. */
    private static final Pattern NO_PART_OF_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_.\\-]");

    public Element {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an element needs a name");
        }
        children = List.copyOf(children);
    }

    /**
     * An element that holds a text.
     *
     * @throws IllegalArgumentException if the name is none in XML
     */
    public static Element of(String name, String text) {
        return new Element(checked(name), text, List.of());
    }

    /**
     * An element that holds other elements.
     *
     * @throws IllegalArgumentException if the name is none in XML
     */
    public static Element of(String name, Element... children) {
        return new Element(checked(name), "", List.of(children));
    }

    private static String checked(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot name an XML element: begin with a letter, no blanks");
        }
        return name;
    }

    /** Names of the protocol are asked about thousands of times a second: without a pattern for them. */
    private static boolean isName(String name) {
        if (name.isEmpty() || !isLatinLetter(name.charAt(0)) && !Character.isLetter(name.codePointAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLatinLetter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.') {
                return !NO_PART_OF_A_NAME.matcher(name).find();
            }
        }
        return true;
    }

    private static boolean isLatinLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** The name as XML can have it: {@code serial_number} for {@code serial number}, {@code _10-20} for {@code 10-20}. */
    public String xmlName() {
        if (isName(name)) {
            return name;
        }
        String legal = NO_PART_OF_A_NAME.matcher(name).replaceAll("_");
        return isName(legal) ? legal : "_" + legal;
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
