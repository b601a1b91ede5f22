package org.rapport.training.fit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.rapport.training.features.StoppedException;
import org.rapport.training.study.StudyException;

/**
 * Keeps a second process out of a folder of runs. The lock is on a file beside the folder, which stays; the operating system
 * lets go of it however the process ends.
 */
public final class RunLock implements AutoCloseable {
    private static final long ASK_MILLIS = 200;

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StudyException if another training has it, alone or with others */
    public static RunLock take(Path folder) throws IOException, StudyException {
        return free(folder, false).orElseThrow(() -> atWork(folder));
    }

    /**
     * One that any number of processes share, such as those that each train a part of what is in the folder.
     *
     * @throws StudyException if another training has it alone
     */
    public static RunLock share(Path folder) throws IOException, StudyException {
        return free(folder, true).orElseThrow(() -> atWork(folder));
    }

    /**
     * Waits until nobody else has it.
     *
     * @param stop asked often whether to wait no longer
     * @throws StoppedException if it was to stop
     */
    public static RunLock await(Path folder, BooleanSupplier stop) throws IOException, StudyException, InterruptedException {
        Optional<RunLock> lock = free(folder, false);
        while (lock.isEmpty()) {
            if (stop.getAsBoolean()) {
                throw new StoppedException("stopped while another process made what this one needs");
            }
            Thread.sleep(ASK_MILLIS);
            lock = free(folder, false);
        }
        return lock.get();
    }

    private static StudyException atWork(Path folder) {
        return new StudyException(
                folder + ": another training is at work in this folder; wait until it has ended, or choose another folder");
    }

    private static Optional<RunLock> free(Path folder, boolean shared) throws IOException, StudyException {
        Path place = folder.toAbsolutePath().normalize();
        Path beside = place.resolveSibling(place.getFileName() + ".lock");
        Files.createDirectories(beside.getParent());
        FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (isFree(file, shared, beside)) {
            return Optional.of(new RunLock(file));
        }
        file.close();
        return Optional.empty();
    }

    private static boolean isFree(FileChannel file, boolean shared, Path place) throws IOException, StudyException {
        try {
            return file.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        } catch (IOException e) {
            file.close();
            throw new StudyException(place + ": this file system has no locks (" + e.getMessage()
                    + "), so two trainings could write one run; name a folder on another one");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
