package org.rapport.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.rapport.it.Command;
import org.rapport.it.Command.Line;

/** What the output of a command promises: the culprit is named, not often; no stack trace; few lines. */
final class LogOracle {
    /** Seconds after a trouble's end in which it is told at the latest. */
    private static final double SOON = 12;
    /** Lines that one trouble may cost. */
    private static final int LINES_PER_TROUBLE = 8;
    private static final int LINES_BESIDE = 150;
    private static final Pattern TRACE = Pattern.compile("^\\s+at |[a-z]\\.[A-Z]\\w*(Exception|Error)\\b");
    /** Of a device of the test's own, which says whatever it does. */
    private static final String DETAIL = " DEBUG ";
    private static final Pattern ROUTINE = Pattern.compile("competence [-+n]");
    private static final Pattern LOST = Pattern.compile("(?:sim|chaos)-(\\S+).* LOST");
    private static final List<String> HEALTHY = List.of("receiver-ecg", "receiver-bvp", "receiver-gsr", "steady", "wild", "fast");

    private final Diary diary;
    private final List<String> late = new ArrayList<>();
    private int told;
    private int skipped;

    LogOracle(Diary diary) {
        this.diary = diary;
    }

    /** Broken promises, one line each. */
    List<String> check(String name, Command command) {
        List<Line> lines = command.timedLines().stream().filter(line -> !ROUTINE.matcher(line.text()).find()).toList();
        List<String> broken = new ArrayList<>();
        lines.stream().filter(line -> TRACE.matcher(line.text()).find() && !line.text().contains(DETAIL))
                .forEach(line -> broken.add(name + ": a trace at " + diary.at(line.time()) + ": " + line.text()));
        int most = LINES_BESIDE + LINES_PER_TROUBLE * diary.entries().size();
        if (lines.size() > most) {
            broken.add(name + ": " + lines.size() + " lines, more than " + most);
        }
        for (Diary.Entry entry : diary.entries()) {
            entry.trouble().told().stream().filter(one -> one.command().equals(name))
                    .forEach(one -> checkTold(one, entry, lines));
        }
        checkLost(name, lines);
        return broken;
    }

    /** Broken promises of how soon and how often something is told, which a machine that is too busy cannot keep. */
    List<String> late() {
        return List.copyOf(late);
    }

    private void checkTold(Trouble.Told one, Diary.Entry entry, List<Line> lines) {
        if (entry.to() - entry.from() < one.after()) {
            return;
        }
        List<String> speakers = entry.trouble().room().startsWith(Session.LAB) ? List.of(one.command(), Session.LAB)
                : List.of(one.command());
        if (speakers.stream().anyMatch(room -> !diary.isCalm(room, entry.from(), entry.to()))) {
            skipped++; // a process that is stopped sees nothing
            return;
        }
        double soon = entry.to() + SOON;
        double until = speakers.stream().allMatch(room -> diary.isCalm(room, entry.to(), soon)) ? soon : soon + SOON;
        told++;
        Pattern pattern = Pattern.compile(one.pattern());
        List<Line> said = lines.stream().filter(line -> line.time() >= entry.from() - 0.1 && line.time() <= until)
                .filter(line -> pattern.matcher(line.text()).find()).toList();
        long times = said.isEmpty() ? 0 : Math.max(1, said.stream().filter(line -> line.time() <= soon).count());
        if (times < 1 || times > one.most()) {
            late.add(String.format(Locale.ROOT, "%s: \"%s\" (%s to %s) was told %d times by a line with \"%s\"", one.command(),
                    entry.trouble().words(), diary.at(entry.from()), diary.at(entry.to()), times, one.pattern()));
        }
    }

    /** Nobody whom nothing happened to may be called lost. */
    private void checkLost(String name, List<Line> lines) {
        for (Line line : lines) {
            Matcher lost = LOST.matcher(line.text());
            if (line.time() > diary.origin() && lost.find() && HEALTHY.contains(lost.group(1))
                    && Stream.of(Session.LAB, name).allMatch(room -> diary.isCalm(room, line.time() - 10, line.time()))) {
                late.add(name + ": a healthy device at " + diary.at(line.time()) + ": " + line.text());
            }
        }
    }

    String figures() {
        return told + " times a culprit had to be named, " + skipped + " more in which a process was stopped";
    }
}
