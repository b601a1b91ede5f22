package org.rapport.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

import org.lsl4j.LslClock;

/** Lets a plan happen, step by step, and keeps the diary. */
final class Happening {
    private final Diary diary;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingDouble(Due::at));
    private final List<String> failures = new ArrayList<>();

    private record Due(double at, Trouble.Step step) {
    }

    Happening(Diary diary) {
        this.diary = diary;
    }

    /** Does it all; whatever has begun is ended. Returns what could not be done: then the run says nothing of the product. */
    List<String> run(Plan plan) throws InterruptedException {
        double origin = diary.origin();
        plan.events().forEach(event -> due.add(new Due(event.at(), () -> begin(event, origin))));
        while (!due.isEmpty()) {
            Due next = due.remove();
            double wait = origin + next.at() - LslClock.now();
            if (wait > 0) {
                Thread.sleep((long) (wait * 1000)); // the time is the point
            }
            try {
                next.step().run();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures.add(diary.at(LslClock.now()) + ": " + e);
                diary.tell("cannot be done: " + e);
            }
        }
        return failures;
    }

    private void begin(Plan.Planned event, double origin) throws Exception {
        Trouble trouble = event.trouble();
        diary.tell(String.format(Locale.ROOT, "begins, for %.1f s: %s", event.seconds(), trouble.words()));
        double from = LslClock.now();
        trouble.begin().run();
        due.add(new Due(Math.max(event.at(), from - origin) + event.seconds(), () -> {
            diary.tell("is over: " + trouble.words());
            trouble.end().run();
            diary.add(from, LslClock.now(), trouble);
        }));
    }
}
