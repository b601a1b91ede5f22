package org.rapport.training.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options in a JSON file: {@code {"learningRate": 0.001}} is {@code --learning-rate 0.001}. What the command line says wins.
 */
final class OptionsFile implements IDefaultValueProvider {
    private static final String OPTIONS = "--options";
    private static final Set<String> ONLY_ON_THE_LINE = Set.of(OPTIONS, "--help", "--version", "--resume", "--restart");

    private static final int LONGEST_TEXT = 1000;

    private final Map<String, JsonEntry> entries = new HashMap<>();

    private OptionsFile() {
    }

    /**
     * Makes the options of a command, whose defaults are in the file that its arguments name, if they name one.
     *
     * @throws FileFault as {@link #read}
     */
    static <T> T applied(List<String> arguments, Function<OptionsFile, T> options) throws IOException {
        Path path = path(arguments);
        return options.apply(path == null ? none() : read(path, new CommandLine(options.apply(none())).getCommandSpec()));
    }

    private static Path path(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(OPTIONS + "=")) {
                return Path.of(arguments.get(i).substring(OPTIONS.length() + 1));
            }
            if (arguments.get(i).equals(OPTIONS) && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1));
            }
        }
        return null;
    }

    /** No file: every option is as the line says or as it is by default. */
    static OptionsFile none() {
        return new OptionsFile();
    }

    /** @throws FileFault if the file has an unknown key or a value of another type; one line */
    static OptionsFile read(Path path, CommandSpec command) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new StudyException("--options: there is no file " + path);
        }
        OptionsFile file = new OptionsFile();
        for (Map.Entry<String, JsonEntry> member : JsonEntry.read(path, StudyFile.MAX_BYTES).members().entrySet()) {
            String name = option(member.getKey());
            OptionSpec option = command.findOption(name);
            if (option == null || ONLY_ON_THE_LINE.contains(name)) {
                throw member.getValue().fault("is no option for a file; these are " + String.join(", ", keys(command)));
            }
            check(member.getValue(), option);
            file.entries.put(name, member.getValue());
        }
        return file;
    }

    /** The option of a key in a file. */
    static String option(String key) {
        return "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> keys(CommandSpec command) {
        Set<String> keys = new TreeSet<>();
        for (OptionSpec option : command.options()) {
            if (!ONLY_ON_THE_LINE.contains(option.longestName())) {
                keys.add(key(option.longestName()));
            }
        }
        return keys;
    }

    /** What an option is called in a file. */
    static String key(String option) {
        String[] words = option.substring(2).split("-");
        return words[0] + Arrays.stream(words).skip(1)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors.joining());
    }

    /** This file with values of another one, which win. */
    OptionsFile with(Map<String, JsonEntry> others) {
        OptionsFile both = new OptionsFile();
        both.entries.putAll(entries);
        others.forEach((key, value) -> both.entries.put(option(key), value));
        return both;
    }

    /** @throws FileFault if a value is none of an option's type; one line */
    static void check(JsonEntry entry, OptionSpec option) throws FileFault {
        for (JsonEntry one : entry.isList() ? entry.elements() : List.of(entry)) {
            if (one.value() instanceof String text && (text.length() > LONGEST_TEXT || !Shown.line(text).equals(text))) {
                throw one.fault("must be at most " + LONGEST_TEXT + " characters that can be shown");
            }
        }
        Class<?> type = option.type();
        if (type == int.class || type == long.class) {
            double number = entry.number();
            if (number != Math.rint(number) || Math.abs(number) > (type == int.class ? Integer.MAX_VALUE : 1L << 53)) {
                throw entry.fault("must be a whole number");
            }
        } else if (type == double.class || type == Double.class) {
            entry.number();
        } else if (type == boolean.class) {
            entry.bool();
        } else if (type == Path.class) {
            entry.path(Path.of(""));
        } else if (entry.value() instanceof List) {
            for (JsonEntry element : entry.elements()) {
                element.text();
            }
        } else if (type != String.class || !(entry.value() instanceof BigDecimal)) { // a number is a word too
            entry.text();
        }
    }

    @Override
    public String defaultValue(ArgSpec argument) throws FileFault {
        JsonEntry entry = argument instanceof OptionSpec option ? entries.get(option.longestName()) : null;
        return entry == null ? null : text(entry); // null for its own default
    }

    /** A value as it would be typed. */
    static String text(JsonEntry entry) throws FileFault {
        if (entry.value() instanceof List) {
            return entry.elements().stream().map(element -> String.valueOf(element.value())).collect(Collectors.joining(","));
        }
        return entry.value() instanceof BigDecimal number ? number.toPlainString() : String.valueOf(entry.value());
    }

    /** Where an option's value stands, as the beginning of a complaint: the file, line and key, or the option's name. */
    String place(String option, boolean onTheLine) {
        JsonEntry entry = onTheLine ? null : entries.get(option);
        return entry == null ? option : entry.source() + ": line " + entry.line() + ": \"" + entry.key() + "\"";
    }
}
