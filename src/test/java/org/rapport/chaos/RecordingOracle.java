package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a recorder promises: from soon after an outlet is there until its end, or that of the recording, every sample is in one
 * stream of each file, in order, with the stamp and the values as sent.
 */
final class RecordingOracle {
    /** Seconds from a device's beginning to its first recorded sample, on a busy machine and under a flood. */
    private static final double SOON = Boolean.getBoolean("chaos.busy") ? 60 : 10;
    /** Seconds of the end of a recording or a device that may be missing: what was on its way. */
    private static final double ON_ITS_WAY = 1;

    private final Diary diary;
    private final String recorder;
    private final double began;
    private final double ended;
    private final Set<String> kept;
    private final boolean closed;
    private long samples;
    private int livesSeen;

    /**
     * @param recorder the room of its process
     * @param began from when on it recorded
     * @param ended when it was told to end
     * @param kept the devices that it was to record, empty for all
     * @param closed whether it could end as it wanted
     */
    RecordingOracle(Diary diary, String recorder, double began, double ended, Set<String> kept, boolean closed) {
        this.diary = diary;
        this.recorder = recorder;
        this.began = began;
        this.ended = ended;
        this.kept = kept;
        this.closed = closed;
    }

    /** One that records all devices and is ended in order. */
    RecordingOracle(Diary diary, String recorder, double began, double ended) {
        this(diary, recorder, began, ended, Set.of(), true);
    }

    /** Broken promises, one line each. */
    List<String> check(List<Path> files, List<Life> lives) throws IOException {
        Recorded recorded = Recorded.read(files, lives);
        List<String> broken = new ArrayList<>();
        recorded.faults().stream().filter(fault -> !isAllowed(fault, files)).forEach(broken::add);
        for (Life life : lives) {
            List<String> faults = new ArrayList<>();
            Recorded.Part part = recorded.lives().get(life.number());
            if (part == null) {
                if (mustBeThere(life)) {
                    faults.add("is not recorded");
                }
            } else {
                livesSeen++;
                samples += part.end() - part.first();
                faults.addAll(part.faults());
                checkBeginning(life, part, faults);
                checkEnd(life, part, faults);
                if (part.streams().size() > files.size()) {
                    faults.add("is in several streams: " + part.streams());
                }
            }
            faults.forEach(fault -> broken.add(String.format(Locale.ROOT, "%s: %s, life %d (%s to %s, %d sent): %s", recorder,
                    life.device(), life.number(), diary.at(life.began()),
                    Double.isNaN(life.ended()) ? "the end" : diary.at(life.ended()), life.count(), fault)));
        }
        return broken;
    }

    /** A file that a full disk or a kill ended has no footers. */
    private boolean isAllowed(String fault, List<Path> files) {
        boolean last = fault.startsWith(files.get(files.size() - 1).getFileName() + ":");
        return (!closed || !last) && (fault.contains("footer") || fault.contains("not closed"));
    }

    private double soonAfter(double time) {
        double soon = time + SOON;
        return soon + diary.trouble(recorder, time - 1, soon) + diary.trouble(Session.FAR, time - 1, soon);
    }

    private boolean mustBeThere(Life life) {
        double from = Math.max(began, life.began());
        double to = Double.isNaN(life.ended()) ? ended : Math.min(ended, life.ended());
        return (kept.isEmpty() || kept.contains(life.device())) && to > soonAfter(from) + ON_ITS_WAY;
    }

    private void checkBeginning(Life life, Recorded.Part part, List<String> faults) {
        double first = life.sentAt(part.first());
        if (first > soonAfter(Math.max(began, life.began()))) {
            faults.add(String.format(Locale.ROOT, "is recorded from %s on only", diary.at(first)));
        }
    }

    private void checkEnd(Life life, Recorded.Part part, List<String> faults) {
        if (part.end() == life.count()) {
            return;
        }
        double lifeEnd = Double.isNaN(life.ended()) ? Double.POSITIVE_INFINITY : life.ended();
        double from = life.sentAt(part.end());
        boolean onItsWay = from > ended - ON_ITS_WAY || lifeEnd < ended && !diary.isCalm(recorder, lifeEnd - 1, lifeEnd + 2);
        if (!onItsWay) {
            faults.add(String.format(Locale.ROOT, "lacks its last %d samples, from %s on", life.count() - part.end(),
                    diary.at(from)));
        }
    }

    long samples() {
        return samples;
    }

    String figures() {
        return String.format(Locale.ROOT, "%,d samples of %d devices' lives, every number, stamp and value compared", samples,
                livesSeen);
    }
}
