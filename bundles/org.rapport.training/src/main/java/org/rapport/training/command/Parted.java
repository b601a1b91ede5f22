package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.rapport.model.network.Architectures;
import org.rapport.training.cluster.Cluster;
import org.rapport.training.cluster.ClusterAccess;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.experiment.Jobs;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunLock;
import org.rapport.training.fit.SharedFolder;
import org.rapport.training.part.Done;
import org.rapport.training.part.InProcess;
import org.rapport.training.part.Part;
import org.rapport.training.part.PartList;
import org.rapport.training.part.PartRun;
import org.rapport.training.part.PartsFile;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

/**
 * Several trainings: prepared once, done here or by other processes, and reported from what they have stored.
 *
 * @param which what of it this process does
 * @param runs the folder with all run folders
 * @param asked what the user asked for, name to value
 * @param architectures those that networks can be of
 * @param cluster who does the parts, if not this process
 * @param jobs how many parts at a time in this process
 * @param restart whether to begin anew what is there
 * @param work what differs from command to command
 */
record Parted(PartsArguments which, Path runs, Map<String, String> asked, Architectures architectures,
        Optional<ClusterAccess> cluster, int jobs, boolean restart, Work work) {

    /**
     * What a command makes parts of, and of what came of them.
     *
     * @param study the study's folder
     * @param data makes or finds its features
     * @param parts all there are
     * @param report writes the report from the run folders
     */
    record Work(Path study, StudyArguments data, Parts parts, Report report) {
    }

    /** What a command consists of. */
    @FunctionalInterface
    interface Parts {
        PartList of(Study study) throws StudyException;
    }

    /** The end of a command. */
    @FunctionalInterface
    interface Report {
        /** @return whether it came to its end; not if it was stopped */
        boolean write(PartList list, Progress progress, BooleanSupplier stop) throws Exception;
    }

    /** @return the exit code */
    int run(Progress progress, BooleanSupplier stop) throws Exception {
        if (which.isShared()) {
            return share(progress, stop);
        }
        if (which.isListed()) {
            try (RunLock lock = RunLock.take(runs.resolve(PartsFile.NAME))) {
                prepared(new Terminal(System.err, false), stop, true).list().parts()
                        .forEach(part -> System.out.println(part.name()));
            }
            return 0;
        }
        if (cluster.isPresent()) {
            return handOut(cluster.get(), progress, stop);
        }
        try (RunLock lock = RunLock.take(runs)) {
            PartList list;
            if (which.isReported()) {
                PartsFile file = PartsFile.read(runs, architectures);
                file.require(runs, asked);
                list = file.list();
            } else {
                PartsFile file = prepared(progress, stop, false);
                list = file.list();
                if (!train(file, restart ? list.parts() : new Done(list, runs).missing(), progress, stop)) {
                    return stopped(progress);
                }
            }
            return work.report().write(list, progress, stop) ? 0 : stopped(progress);
        }
    }

    /** The nodes of a cluster are to have the folder together meanwhile; what they lack is said before features are made. */
    private int handOut(ClusterAccess access, Progress progress, BooleanSupplier stop) throws Exception {
        SharedFolder.requireLocks(runs);
        try (RunLock alone = RunLock.take(runs.resolve(Cluster.FOLDER))) {
            Cluster nodes = new Cluster(access, work.study(), runs);
            PartList list;
            try (RunLock lock = RunLock.take(runs)) {
                if (!isDone() && !nodes.check(progress, stop)) {
                    return stopped(progress);
                }
                list = prepared(progress, stop, false).list();
            }
            List<Part> missing = new Done(list, runs).missing();
            int epochs = list.recipe().options().schedule().epochs();
            if (!missing.isEmpty() && !nodes.run(missing, epochs, progress, stop)) {
                return stopped(progress);
            }
            try (RunLock lock = RunLock.await(runs, stop)) {
                return work.report().write(list, progress, stop) ? 0 : stopped(progress);
            }
        }
    }

    /** Whether nothing is left of the very same command: then it needs no nodes. */
    private boolean isDone() throws IOException {
        if (!PartsFile.isIn(runs)) {
            return false;
        }
        PartsFile file = PartsFile.read(runs, architectures);
        return file.asked().equals(asked) && new Done(file.list(), runs).missing().isEmpty();
    }

    private static int stopped(Progress progress) {
        progress.say("stopped; the same command goes on where it was");
        return Stoppable.STOPPED;
    }

    /** One process of several, which have the folder together. */
    private int share(Progress progress, BooleanSupplier stop) throws Exception {
        SharedFolder.requireLocks(runs);
        try (RunLock lock = RunLock.share(runs)) {
            PartsFile file = known(progress, stop);
            file.require(runs, asked);
            List<Part> chosen = which.chosen(file.list());
            if (!train(file, chosen, progress, stop)) {
                return stopped(progress);
            }
            int left = new Done(file.list(), runs).missing().size();
            progress.say((chosen.size() == 1 ? "1 part is" : chosen.size() + " parts are") + " done here; "
                    + (left == 0 ? "all are done: the command without --part writes the report"
                            : left + " of " + file.list().parts().size() + " are left"));
            return 0;
        }
    }

    /** As another process prepared it; if none did, the first of those who begin at once does, and the others wait. */
    private PartsFile known(Progress progress, BooleanSupplier stop) throws Exception {
        if (!PartsFile.isIn(runs)) {
            try (RunLock lock = RunLock.await(runs.resolve(PartsFile.NAME), stop)) {
                if (!PartsFile.isIn(runs)) {
                    return prepared(progress, stop, false);
                }
            }
        }
        return PartsFile.read(runs, architectures);
    }

    private boolean train(PartsFile file, List<Part> parts, Progress progress, BooleanSupplier stop) throws Exception {
        PartRun one = new PartRun(file.list(), file.recordings(), runs, restart);
        return new InProcess(one, new Jobs(jobs)).run(parts, progress, stop);
    }

    /**
     * Reads the study, makes or finds its features, and writes what the parts need, if that is not there as it is.
     *
     * @param guarded whether parts may be at work that need it as it was
     */
    private PartsFile prepared(Progress progress, BooleanSupplier stop, boolean guarded) throws Exception {
        Study study = StudyFile.read(work.study());
        progress.say(study.name() + ": " + study.sessions().size() + " sessions" + (study.synthetic() ? ", synthetic" : ""));
        Recordings recordings = work.data().recordings(study);
        PartList list = work.parts().of(study);
        Experiment.load(list.sessions(), recordings, progress, stop);
        OtherClocks.of(OtherClocks.some(list.tested()), recordings, 0, list.recipe().options().window(), progress, stop);
        String text = PartsFile.text(list, recordings, asked, work.data().pipeline(), runs);
        boolean known = PartsFile.isIn(runs);
        if (!known || !Files.readString(runs.resolve(PartsFile.NAME)).equals(text)) {
            if (known && guarded) {
                RunLock.take(runs).close();
            }
            PartsFile.write(runs, text);
        }
        return PartsFile.read(runs, architectures);
    }
}
