package org.lsl4j.internal.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lsl4j.Element;
import org.lsl4j.internal.base.Limits;

/**
 * Reads descriptions that are no XML and that the native library reads all the same: programs put any text in an element's
 * place, as in {@code <serial number>1042</serial number>}, {@code <10-20>} or {@code <rate(Hz)>}. Here a name is whatever stands
 * between the brackets. An end that closes nothing is passed over, and what is never closed is taken to be empty.
 */
public final class LenientXml {
    /** A comment, a section of plain characters, an instruction, or the tag of an element. */
    private static final Pattern MARK = Pattern.compile("<!--.*?-->|<!\\[CDATA\\[(?<plain>.*?)]]>|<\\?.*?\\?>|<(?<tag>[^<>]+)>",
            Pattern.DOTALL);
    private static final Pattern ATTRIBUTES = Pattern.compile("(\\s+[^\\s=\"'/]+\\s*=\\s*(\"[^\"]*\"|'[^']*'))+\\s*$");
    private static final Pattern REFERENCE = Pattern.compile("&(lt|gt|amp|quot|apos|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");

    private final Deque<Open> path = new ArrayDeque<>();
    private Element root;

    private LenientXml() {
    }

    /** @throws IllegalArgumentException if there is no element in it, or it nests too deeply */
    static Element read(String text) {
        return new LenientXml().all(text);
    }

    private Element all(String text) {
        Matcher mark = MARK.matcher(text);
        int at = 0;
        while (root == null && mark.find(at)) {
            text(resolved(text.substring(at, mark.start())));
            if (mark.group("plain") != null) {
                text(mark.group("plain"));
            } else if (mark.group("tag") != null) {
                tag(mark.group("tag"));
            }
            at = mark.end();
        }
        while (root == null && !path.isEmpty()) {
            close();
        }
        if (root == null) {
            throw new IllegalArgumentException("the XML has no element");
        }
        return root;
    }

    private void text(String text) {
        if (!path.isEmpty()) {
            path.peek().text.append(text);
        }
    }

    private void tag(String tag) {
        if (tag.startsWith("/")) {
            end(tag.substring(1).strip());
            return;
        }
        boolean empty = tag.endsWith("/");
        String name = ATTRIBUTES.matcher(empty ? tag.substring(0, tag.length() - 1) : tag).replaceFirst("").strip();
        if (name.isEmpty() || name.startsWith("!")) {
            throw new IllegalArgumentException("the XML has a document type or an element without a name");
        }
        if (path.size() >= Limits.XML_DEPTH) {
            throw new IllegalArgumentException("the XML is nested deeper than " + Limits.XML_DEPTH + " elements");
        }
        path.push(new Open(name));
        if (empty) {
            close();
        }
    }

    private void end(String name) {
        if (path.stream().noneMatch(open -> open.name.equals(name))) {
            return;
        }
        while (!path.peek().name.equals(name)) {
            closeEarly();
        }
        close();
    }

    /** What was never closed is taken to have held nothing: what came after it belongs to its parent. */
    private void closeEarly() {
        Open open = path.pop();
        path.peek().children.add(new Element(open.name, "", List.of()));
        path.peek().children.addAll(open.children);
        path.peek().text.append(open.text);
    }

    private void close() {
        Open open = path.pop();
        String own = open.text.toString();
        Element closed = new Element(open.name, own.isBlank() ? "" : own, open.children);
        if (path.isEmpty()) {
            root = closed;
        } else {
            path.peek().children.add(closed);
        }
    }

    private static String resolved(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(switch (reference.group(1)) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> character(reference.group(1));
        }));
    }

    private static String character(String number) {
        int code = number.charAt(1) == 'x' ? Integer.parseInt(number.substring(2), 16) : Integer.parseInt(number.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : "\ufffd";
    }

    /** An element whose end has not been read. */
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }
    }
}
