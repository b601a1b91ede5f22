package org.rapport.training.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.training.part.Part;
import org.rapport.training.part.PartList;
import org.rapport.training.study.StudyException;

import picocli.CommandLine.Option;

/** Which of several trainings a command does, so that several machines can share them. */
final class PartsArguments {
    private static final String SHARE = "\\d{1,6}/\\d{1,6}";

    @Option(names = "--list-parts",
            description = "makes features and the list of the trainings that this command is (parts.json among the runs), "
                    + "and prints their names, one a line; trains nothing")
    private boolean listed;

    @Option(names = "--part", paramLabel = "NAME|K/N",
            description = "trains, predicts and stores this part alone, or every N-th from the K-th on; many machines do so "
                    + "at once in one shared folder, and the command without it writes the report")
    private String part;

    @Option(names = "--report-only",
            description = "trains no part: writes the report from what the parts have stored, or names those that are missing")
    private boolean reported;

    void check(Usage usage, boolean several) {
        usage.require(several || part == null && !listed && !reported,
                part != null ? "--part" : listed ? "--list-parts" : "--report-only",
                "is for several trainings: with --fold all or --seeds");
        usage.require(part == null || !listed && !reported, "--part", "is instead of --list-parts and --report-only");
        usage.require(!listed || !reported, "--list-parts", "is instead of --report-only");
        if (part != null && part.matches(SHARE)) {
            usage.require(share(0) >= 1 && share(0) <= share(1), "--part",
                    "must be from 1/" + share(1) + " to " + share(1) + "/" + share(1) + ", or the name of a part");
        }
    }

    private int share(int which) {
        return Integer.parseInt(part.split("/")[which]);
    }

    /** Whether it does all of it, from the list to the report. */
    boolean isWhole() {
        return part == null && !listed && !reported;
    }

    boolean isListed() {
        return listed;
    }

    boolean isReported() {
        return reported;
    }

    boolean isShared() {
        return part != null;
    }

    /**
     * The parts that are this process's.
     *
     * @throws StudyException if there is no part of that name
     */
    List<Part> chosen(PartList list) throws StudyException {
        if (part.matches(SHARE)) {
            List<Part> all = new ArrayList<>(list.parts());
            int count = share(1);
            return IntStream.range(0, all.size()).filter(i -> i % count == share(0) - 1).mapToObj(all::get).toList();
        }
        return List.of(list.named(part));
    }
}
