package org.rapport.recording.tables;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * What a cell of a column of times says, in seconds: a number in a unit, a count of frames, or a date and time, which becomes
 * seconds since 1970. The arithmetic is exact, so that nanoseconds since 1970 lose nothing.
 */
final class CellTime {
    static final String FIRST = "first";
    private static final String UNIT = "timeUnit";
    private static final String ISO = "iso";
    private static final String FRAMES = "frames";
    private static final String UNITS = "s, ms, us, ns, min, h, " + FRAMES + ", " + ISO + ", or a pattern such as dd.MM.yyyy "
            + "HH:mm:ss,SSS";
    /** A date, which may be left away, and a time of day. */
    private static final Pattern DATE_TIME = Pattern.compile("(?:(\\d{4})[-/.](\\d\\d?)[-/.](\\d\\d?)[T ]+)?"
            + "(\\d{1,4}):(\\d\\d?)(?::(\\d\\d?)(?:[.,:](\\d{1,9}))?)? ?(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
    private static final int NANO_DIGITS = 9;
    private static final int MOST_DIGITS = 40;

    private final TableLayout layout;
    /** Seconds of one unit; empty for dates and for frames. */
    private final Optional<BigDecimal> unit;
    private final double frameRate;
    private final Optional<DateTimeFormatter> pattern;
    private final ZoneId zone;
    private final String word;
    private BigDecimal zero = BigDecimal.ZERO;
    private boolean zeroIsFirst;

    private CellTime(TableLayout layout, String word, Optional<BigDecimal> unit, double frameRate,
            Optional<DateTimeFormatter> pattern, ZoneId zone) {
        this.layout = layout;
        this.word = word;
        this.unit = unit;
        this.frameRate = frameRate;
        this.pattern = pattern;
        this.zone = zone;
    }

    /** @param description of a table, with {@code timeUnit}, {@code zone}, {@code zero} and {@code rate} */
    static CellTime of(JsonEntry description, TableLayout layout) throws FileFault {
        String word = description.text(UNIT, "s");
        Optional<BigDecimal> unit = Optional.ofNullable(switch (word) {
            case "s" -> BigDecimal.ONE;
            case "ms" -> BigDecimal.valueOf(1, 3);
            case "us" -> BigDecimal.valueOf(1, 6);
            case "ns" -> BigDecimal.valueOf(1, 9);
            case "min" -> BigDecimal.valueOf(60);
            case "h" -> BigDecimal.valueOf(3600);
            default -> null;
        });
        double rate = description.number("rate").orElse(0);
        if (word.equals(FRAMES) && !(rate > 0)) {
            throw description.needed(UNIT).fault("\"" + FRAMES + "\" needs \"rate\" as well: the frames a second");
        }
        CellTime time = new CellTime(layout, word, unit, rate, unit.isPresent() || word.equals(FRAMES) || word.equals(ISO)
                ? Optional.empty() : Optional.of(pattern(description.needed(UNIT))), zone(description));
        if (description.get("zero").isPresent()) {
            time.setZero(description.needed("zero"));
        }
        return time;
    }

    private static DateTimeFormatter pattern(JsonEntry unit) throws FileFault {
        String pattern = unit.text();
        if (!pattern.contains("H") && !pattern.contains("h")) {
            throw unit.fault("must be one of " + UNITS);
        }
        try {
            return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1).toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw unit.fault("must be one of " + UNITS);
        }
    }

    private static ZoneId zone(JsonEntry description) throws FileFault {
        if (description.get("zone").isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(description.needed("zone").text());
        } catch (DateTimeException e) {
            throw description.needed("zone").fault("is not a time zone; write, for example, \"Europe/Berlin\" or \"+01:00\"");
        }
    }

    private void setZero(JsonEntry entry) throws FileFault {
        String text = String.valueOf(entry.value());
        zeroIsFirst = text.equals(FIRST);
        Optional<BigDecimal> number = decimal(text).map(this::inSeconds);
        if (!zeroIsFirst) {
            zero = number.or(() -> byIso(text)).or(() -> date(text))
                    .orElseThrow(() -> entry.fault("must be what the column of times shows at the "
                            + "session's zero, a date and time such as \"2026-01-05T10:00:00Z\", or \"" + FIRST + "\""));
        }
    }

    /**
     * The seconds from the zero.
     *
     * @return NaN if nothing stands there, nothing at all if it is no time
     */
    Optional<Double> seconds(String cell) {
        if (ColumnContent.isMissing(cell)) {
            return Optional.of(Double.NaN);
        }
        if (isSimple(cell)) {
            double number = layout.number(cell);
            return Double.isNaN(number) ? Optional.empty() : Optional.of(number * unit.get().doubleValue());
        }
        Optional<BigDecimal> time = exact(cell);
        if (time.isPresent() && zeroIsFirst) {
            zero = time.get();
            zeroIsFirst = false;
        }
        return time.map(seconds -> seconds.subtract(zero).doubleValue());
    }

    /** A number that a double holds to the digit needs no more. */
    private boolean isSimple(String cell) {
        return unit.isPresent() && !zeroIsFirst && zero.signum() == 0 && cell.length() <= 15;
    }

    private Optional<BigDecimal> exact(String cell) {
        return unit.isPresent() || word.equals(FRAMES) ? decimal(cell).map(this::inSeconds) : date(cell);
    }

    private BigDecimal inSeconds(BigDecimal number) {
        return word.equals(FRAMES) ? BigDecimal.valueOf(number.doubleValue() / frameRate)
                : number.multiply(unit.orElse(BigDecimal.ONE));
    }

    private Optional<BigDecimal> decimal(String cell) {
        if (cell.length() > MOST_DIGITS || Double.isNaN(layout.number(cell))) {
            return Optional.empty();
        }
        String plain = TableLayout.isWithComma(cell) ? cell.replace(".", "").replace(',', '.') : cell;
        BigDecimal number = new BigDecimal(plain);
        return Math.abs(number.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(number);
    }

    private Optional<BigDecimal> date(String cell) {
        try {
            return pattern.isPresent() ? Optional.of(byPattern(pattern.get().parse(cell))) : byIso(cell);
        } catch (DateTimeException | ArithmeticException e) { // such as a 13th month
            return Optional.empty();
        }
    }

    private BigDecimal byPattern(TemporalAccessor parsed) {
        LocalTime time = LocalTime.from(parsed);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        ZoneId in = Optional.ofNullable(parsed.query(TemporalQueries.zone())).orElse(zone);
        return date == null ? BigDecimal.valueOf(time.toNanoOfDay(), NANO_DIGITS)
                : seconds(LocalDateTime.of(date, time).atZone(in).toInstant());
    }

    private Optional<BigDecimal> byIso(String cell) {
        Matcher found = DATE_TIME.matcher(cell);
        try {
            return found.matches() ? Optional.of(byIso(found)) : Optional.empty();
        } catch (DateTimeException e) { // such as the 31st of February
            return Optional.empty();
        }
    }

    private BigDecimal byIso(Matcher found) {
        int second = found.group(6) == null ? 0 : Integer.parseInt(found.group(6));
        String fraction = found.group(7) == null ? "0" : found.group(7);
        BigDecimal part = new BigDecimal("0." + fraction);
        int hour = Integer.parseInt(found.group(4));
        int minute = Integer.parseInt(found.group(5));
        if (found.group(1) == null) { // a length of time
            return part.add(BigDecimal.valueOf(3600L * hour + 60L * minute + second));
        }
        LocalDate day = LocalDate.of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)));
        String said = found.group(8);
        ZoneId in = said == null ? zone : said.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(said);
        Instant whole = LocalDateTime.of(day, LocalTime.of(hour, minute)).atZone(in).toInstant().plus(second, ChronoUnit.SECONDS);
        return seconds(whole).add(part);
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS));
    }

    /** For messages: what the cells should be. */
    String words() {
        return unit.isPresent() || word.equals(FRAMES) ? "a number of " + word : "a time as " + word + " has it";
    }
}
