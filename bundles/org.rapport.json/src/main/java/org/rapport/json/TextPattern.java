package org.rapport.json;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Java regular expression from a file, tried on texts that strangers send. However the two are made, the answer comes after a
 * bounded number of steps: a text that takes more, as many an {@code a} does with {@code (a+)+}, does not match, which is told
 * once.
 */
public final class TextPattern {
    private static final Logger log = LoggerFactory.getLogger("patterns");
    private static final int LONGEST_PATTERN = 1000;
    private static final int LONGEST_TEXT = 2000;
    /** Characters looked at: a hundred times as many as honest patterns need, and about a millisecond. */
    private static final int MOST_STEPS = 100_000;

    private final Pattern pattern;
    private final AtomicBoolean told = new AtomicBoolean();

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The pattern that a file gives.
     *
     * @param flags those of {@link Pattern}
     * @throws FileFault if it is none
     */
    public static TextPattern of(JsonEntry entry, int flags) throws FileFault {
        if (!(entry.value() instanceof String text)) {
            throw entry.fault("must be text in quotes: a regular expression");
        }
        if (text.length() > LONGEST_PATTERN) {
            throw entry.fault("is a regular expression of more than " + LONGEST_PATTERN + " characters");
        }
        try {
            return new TextPattern(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            throw entry.fault("is not a regular expression: " + e.getDescription() + " in " + Shown.name(text));
        } catch (StackOverflowError e) { // the compiler of patterns is recursive
            throw entry.fault("is a regular expression that nests too deeply");
        }
    }

    /** A pattern that is the program's own. */
    public static TextPattern of(String pattern, int flags) {
        return new TextPattern(Pattern.compile(pattern, flags));
    }

    /** The pattern as it is written. */
    public String pattern() {
        return pattern.pattern();
    }

    /** How many groups it has. */
    public int groups() {
        return pattern.matcher("").groupCount();
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return match(text).isPresent();
    }

    /** The match of the whole text, if it is one. */
    public Optional<Matcher> match(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new Steps(text, MOST_STEPS));
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        } catch (TooManyStepsException | StackOverflowError e) { // the matcher is recursive where a group repeats
            if (told.compareAndSet(false, true)) {
                log.warn("the pattern \"{}\" takes too long on \"{}\", which counts as no match; write it without repetitions "
                        + "within repetitions", Shown.name(pattern.pattern()), Shown.name(text));
            }
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Steps implements CharSequence {
        private final CharSequence text;
        private int left;

        Steps(CharSequence text, int left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
