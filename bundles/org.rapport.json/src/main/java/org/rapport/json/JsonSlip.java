package org.rapport.json;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write instead of JSON, in their words: a unit behind a number, a decimal comma, text or names without quotes. */
final class JsonSlip {
    private static final int LONGEST_LINE = 2000;
    private static final Pattern MEMBER = Pattern.compile("\"([^\"\\\\]{1,80})\"\\s{0,20}:\\s{0,20}(?![\"\\[{\\s])");
    private static final Pattern LITERAL = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null");
    private static final Pattern COMMA = Pattern.compile("(-?\\d+),(\\d+)");
    private static final Pattern NUMBER_AND_MORE = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*([^\\d\\s.,][^,]*)");
    private static final Pattern NAME = Pattern.compile("(?:^|[{,])\\s{0,20}('?)([A-Za-z_][\\w.~-]{0,80})\\1\\s{0,20}:");
    /** Where a value ends: before the next name or bracket, or at the end of the line. */
    private static final Pattern END = Pattern.compile("\\s*(,\\s*([\"'{}\\]]|[A-Za-z_][\\w.~-]*\\s*:|$)|[}\\]]|$)");

    private JsonSlip() {
    }

    /**
     * What is wrong in a line in which a parser stopped.
     *
     * @param text without comments
     * @param number of the line, from 1
     * @return what is wrong and the mend; empty if it is none of these
     */
    static Optional<String> in(String text, int number) {
        String line = text.lines().skip(number - 1).findFirst().orElse("");
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        Matcher member = MEMBER.matcher(line);
        while (member.find()) {
            String value = value(line.substring(member.end()));
            if (!value.isEmpty() && value.indexOf('"') < 0 && value.indexOf('\\') < 0 && !LITERAL.matcher(value).matches()) {
                return Optional.of("\"" + Shown.line(member.group(1)) + "\" " + words(value));
            }
        }
        Matcher name = NAME.matcher(line.replaceAll("\"[^\"]*\"", "\"\""));
        return name.find() ? Optional
                .of(Shown.line(name.group(2)) + " is a name and must be in double quotes: \"" + Shown.line(name.group(2)) + "\"")
                : Optional.empty();
    }

    private static String value(String rest) {
        Matcher end = END.matcher(rest);
        return end.find() ? rest.substring(0, end.start()).strip() : rest.strip();
    }

    private static String words(String value) {
        String shown = Shown.name(value);
        Matcher comma = COMMA.matcher(value);
        if (comma.matches()) {
            return "is " + shown + ", with a decimal comma; write " + comma.group(1) + "." + comma.group(2);
        }
        Matcher unit = NUMBER_AND_MORE.matcher(value);
        if (unit.matches()) {
            return "is " + shown + ", a number followed by something else; write " + unit.group(1) + ", without a unit";
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return "is " + shown + "; write " + value.toLowerCase(java.util.Locale.ROOT) + ", in small letters";
        }
        String bare = value.matches("'[^']*'") ? value.substring(1, value.length() - 1) : value;
        return "is " + shown + ", text, which must be in double quotes: \"" + Shown.name(bare) + "\"";
    }
}
