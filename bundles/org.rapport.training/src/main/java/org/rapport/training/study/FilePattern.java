package org.rapport.training.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.TextPattern;

/** A path with names in braces, as {@code receivers/{receiver}/{stimulus}.xdf}, and what fits it. */
final class FilePattern {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final int depth;
    private final TextPattern regex;
    private final Set<String> names = new LinkedHashSet<>();

    FilePattern(JsonEntry entry) throws FileFault {
        String text = entry.text();
        StringBuilder made = new StringBuilder();
        Matcher found = Placeholders.NAME.matcher(text);
        int from = 0;
        while (found.find()) {
            String name = found.group(1);
            if (!WORD.matcher(name).matches()) {
                throw entry.fault("has the name " + found.group() + "; names have letters and digits only");
            }
            made.append(Pattern.quote(text.substring(from, found.start())))
                    .append(names.add(name) ? "(?<" + name + ">[^/]+?)" : "\\k<" + name + ">");
            from = found.end();
        }
        if (names.isEmpty()) {
            throw entry.fault("has no name in braces, such as receivers/{receiver}/{stimulus}.xdf");
        }
        regex = TextPattern.of(made.append(Pattern.quote(text.substring(from))).toString(), 0);
        depth = entry.path(Path.of("")).getNameCount();
    }

    /** The names' values for each file or folder that fits, in the order of their paths. Links are followed. */
    List<Map<String, String>> in(Path folder) throws IOException {
        List<Map<String, String>> fitting = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            found.map(folder::relativize).filter(path -> path.getNameCount() == depth).sorted().forEach(path -> {
                regex.match(slashed(path)).ifPresent(matcher -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    names.forEach(name -> values.put(name, matcher.group(name)));
                    fitting.add(values);
                });
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return fitting;
    }

    private static String slashed(Path path) {
        return String.join("/", IntStream.range(0, path.getNameCount()).mapToObj(i -> path.getName(i).toString()).toList());
    }
}
