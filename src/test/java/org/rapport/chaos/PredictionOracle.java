package org.rapport.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.it.Command;
import org.rapport.it.Command.Line;

/** What the runtime promises of predictions: they go on, and are as valid as the devices that are well let them be. */
final class PredictionOracle {
    /** Seconds after a trouble until all of the model's window is well again: it is found, read, and 4 s old. */
    private static final double SETTLED = 14;
    /** Seconds between two lines on a busy machine; it is one a second. */
    private static final double OFTEN = 4;
    /** With one device of the five less, and half of another. */
    private static final int WITH_ONE_LESS = 60;
    /** People blink and turn away, down to 95 % in four minutes without any trouble; one modality of the nine is 11 %. */
    private static final int WITH_ALL = 93;
    private static final Pattern VALID = Pattern.compile("competence [-+n].*valid +(\\d+) %");
    private static final List<String> ROOMS = List.of(Session.LAB + ":receiver-eyetracker", Session.LAB + ":emitter-webcam",
            Session.LAB + ":emitter-voice", Session.LAB + ":receiver-webcam");

    private final Diary diary;
    private int whole;
    private int part;

    private record Told(double time, int valid) {
    }

    PredictionOracle(Diary diary) {
        this.diary = diary;
    }

    /** Broken promises, one line each. */
    List<String> check(Command run, double until) {
        List<Told> told = new ArrayList<>();
        for (Line line : run.timedLines()) {
            Matcher valid = VALID.matcher(line.text());
            if (valid.find()) {
                told.add(new Told(line.time(), Integer.parseInt(valid.group(1))));
            }
        }
        List<String> broken = new ArrayList<>();
        for (double second = diary.origin() + OFTEN; second < until; second++) {
            double now = second;
            double since = now - SETTLED - OFTEN;
            if (!diary.isCalm(Session.RUN, since, now) || !diary.isCalm(Session.LAB, since, now)) {
                continue;
            }
            long troubled = ROOMS.stream().filter(room -> !diary.isCalm(room, since, now)).count();
            int least = troubled == 0 ? WITH_ALL : troubled == 1 ? WITH_ONE_LESS : 0;
            List<Told> lately = told.stream().filter(one -> one.time() > now - OFTEN && one.time() <= now).toList();
            if (lately.isEmpty()) {
                broken.add("run: no prediction for " + OFTEN + " s before " + diary.at(now));
            } else if (lately.stream().anyMatch(one -> one.valid() < least)) {
                broken.add(String.format(Locale.ROOT, "run: a prediction at %s is valid by %d %%, and not by %d %%",
                        diary.at(lately.get(0).time()), lately.stream().mapToInt(Told::valid).min().orElse(0), least));
            }
            whole += troubled == 0 ? 1 : 0;
            part += troubled == 0 ? 0 : 1;
        }
        return broken;
    }

    String figures() {
        return whole + " seconds in which all of the model's input was there, " + part + " with less";
    }
}
