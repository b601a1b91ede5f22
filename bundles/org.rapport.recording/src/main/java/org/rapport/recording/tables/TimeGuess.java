package org.rapport.recording.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which column of an unknown table holds the times, and in which unit.
 *
 * @param column its name
 * @param unit as {@code timeUnit} has it
 */
record TimeGuess(String column, String unit) {
    private static final Pattern NAMED = Pattern.compile(".*(time|stamp|second|\\bsec\\b|msec|onset|begin).*|t|ms|s|us|ns|min");
    private static final Pattern FRAMES = Pattern.compile(".*frame.*");
    /** A time of our age, in seconds since 1970. */
    private static final double UNIX_FROM = 6e8;
    private static final double UNIX_TO = 4e9;
    private static final double SLOWEST = 0.9;
    private static final double FASTEST = 20_000;

    /** @return empty if no column is like times */
    static Optional<TimeGuess> of(TableSurvey table) {
        List<ColumnSurvey> candidates = table.columns().stream().filter(TimeGuess::isLikeTimes)
                .sorted(Comparator.comparing((ColumnSurvey column) -> !isNamed(column))
                        .thenComparing(column -> FRAMES.matcher(lower(column)).matches())
                        .thenComparing(column -> column.isDates()).thenComparing(column -> column.counts()))
                .toList();
        return candidates.stream()
                .filter(column -> isNamed(column) || column == table.columns().get(0) && !column.counts()
                        || FRAMES.matcher(lower(column)).matches())
                .findFirst().map(column -> new TimeGuess(column.name(), unit(column)));
    }

    private static boolean isLikeTimes(ColumnSurvey column) {
        return column.isDates() && column.isFilled(0.9) || column.isNumeric() && column.rises() && column.isFilled(0.9);
    }

    private static boolean isNamed(ColumnSurvey column) {
        return NAMED.matcher(lower(column)).matches() && !lower(column).contains("frame_number");
    }

    private static String lower(ColumnSurvey column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    /** What the name or the unit says; of large numbers what makes them times of our age; else what makes a likely rate. */
    static String unit(ColumnSurvey column) {
        if (column.isDates()) {
            return "iso";
        }
        Optional<String> unix = Stream.of("s", "ms", "us", "ns").filter(
                unit -> column.firstNumber() * seconds(unit) >= UNIX_FROM && column.firstNumber() * seconds(unit) <= UNIX_TO)
                .findFirst();
        return unix.or(() -> said(column)).orElseGet(() -> likely(column));
    }

    /** The unit that a column says in words, if it does. */
    static Optional<String> said(ColumnSurvey column) {
        String name = lower(column);
        String words = column.unit().toLowerCase(Locale.ROOT).strip();
        return Optional.ofNullable(switch (words.isEmpty() ? name.replaceAll(".*_(?:in_)?", "") : words) {
            case "ms", "msec", "milliseconds", "millisecond" -> "ms";
            case "us", "\u00b5s", "\u03bcs", "usec", "microseconds" -> "us";
            case "ns", "nsec", "nanoseconds" -> "ns";
            case "s", "sec", "secs", "second", "seconds" -> "s";
            case "min", "minute", "minutes" -> "min";
            case "h", "hours" -> "h";
            default -> null;
        }).or(() -> FRAMES.matcher(name).matches() && !name.contains("time") ? Optional.of("frames") : Optional.empty());
    }

    private static String likely(ColumnSurvey column) {
        return Stream.of("s", "ms", "us", "ns").filter(unit -> {
            double rate = 1 / (column.step() * seconds(unit));
            return rate >= SLOWEST && rate <= FASTEST;
        }).findFirst().orElse("s");
    }

    private static double seconds(String unit) {
        return switch (unit) {
            case "ms" -> 1e-3;
            case "us" -> 1e-6;
            case "ns" -> 1e-9;
            default -> 1;
        };
    }
}
