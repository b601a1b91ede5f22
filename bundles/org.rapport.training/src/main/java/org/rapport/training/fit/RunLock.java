package org.rapport.training.fit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.rapport.training.study.StudyException;

/**
 * Keeps a second process out of a folder of runs. The lock is on a file beside the folder, which stays; the operating system
 * lets go of it however the process ends.
 */
public final class RunLock implements AutoCloseable {
    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StudyException if another training has it */
    public static RunLock take(Path folder) throws IOException, StudyException {
        Path place = folder.toAbsolutePath().normalize();
        Path beside = place.resolveSibling(place.getFileName() + ".lock");
        Files.createDirectories(beside.getParent());
        FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(file)) {
            return new RunLock(file);
        }
        file.close();
        throw new StudyException(
                folder + ": another training is at work in this folder; wait until it has ended, or choose another folder");
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
