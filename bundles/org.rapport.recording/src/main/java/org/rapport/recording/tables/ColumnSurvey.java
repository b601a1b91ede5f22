package org.rapport.recording.tables;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column of an unknown table holds, to guess what it is. */
final class ColumnSurvey {
    /** A date and time, or a time with colons. */
    private static final Pattern DATE = Pattern
            .compile("(\\d{4}[-/.]\\d\\d?[-/.]\\d\\d?[T ]+)?\\d{1,3}:\\d\\d(:\\d\\d)?([.,:]\\d+)? ?(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
    private static final int MOST_WORDS = 20;

    private final String name;
    private final String unit;
    private final Set<String> words = new LinkedHashSet<>();
    private double[] numbers = new double[64];
    private int count;
    private int texts;
    private int dates;
    private int empty;
    private String first = "";
    private boolean dotted;

    /** @param unit that stands beside the name, may be empty */
    ColumnSurvey(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    static boolean isDate(String cell) {
        return cell.length() < 40 && cell.indexOf(':') > 0 && DATE.matcher(cell).matches();
    }

    void add(String cell, double number) {
        if (!Double.isNaN(number)) {
            numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
            numbers[count++] = number;
            dotted |= number != Math.rint(number);
        } else if (ColumnContent.isMissing(cell)) {
            empty++;
            return;
        } else if (isDate(cell)) {
            dates++;
        } else {
            texts++;
        }
        first = first.isEmpty() ? cell : first;
        if (words.size() <= MOST_WORDS) {
            words.add(cell);
        }
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    /** The first cell that is not empty. */
    String first() {
        return first;
    }

    /** Its different cells, if they are few. */
    Set<String> words() {
        return words;
    }

    boolean isNumeric() {
        return count > 0 && texts + dates <= count / 10;
    }

    boolean isText() {
        return texts > 0 && !isNumeric() && !isDates();
    }

    boolean isDates() {
        return dates > 0 && dates >= texts && dates >= count;
    }

    boolean isEmpty() {
        return count + texts + dates == 0;
    }

    boolean isWhole() {
        return count > 0 && !dotted;
    }

    /** Whether at least a part of its cells hold something. */
    boolean isFilled(double part) {
        return count + texts + dates >= part * (count + texts + dates + empty);
    }

    boolean isConstant() {
        return count > 0 && texts + dates == 0 && Arrays.stream(numbers, 0, count).allMatch(number -> number == numbers[0]);
    }

    /** Whether it always stays or grows, and does grow. */
    boolean rises() {
        for (int i = 1; i < count; i++) {
            if (numbers[i] < numbers[i - 1]) {
                return false;
            }
        }
        return count > 1 && numbers[count - 1] > numbers[0];
    }

    /** Whether each number is the one before and one. */
    boolean counts() {
        for (int i = 1; i < count; i++) {
            if (numbers[i] != numbers[i - 1] + 1) {
                return false;
            }
        }
        return count > 2;
    }

    double firstNumber() {
        return count == 0 ? Double.NaN : numbers[0];
    }

    double least() {
        return Arrays.stream(numbers, 0, count).min().orElse(Double.NaN);
    }

    double greatest() {
        return Arrays.stream(numbers, 0, count).max().orElse(Double.NaN);
    }

    double[] numbers() {
        return Arrays.copyOf(numbers, count);
    }

    /** The usual step from one number to another one after it; NaN if it has none. */
    double step() {
        double[] steps = new double[Math.max(0, count - 1)];
        Arrays.setAll(steps, i -> numbers[i + 1] - numbers[i]);
        double[] some = Arrays.stream(steps).filter(step -> step > 0).sorted().toArray();
        return some.length == 0 ? Double.NaN : some[some.length / 2];
    }
}
