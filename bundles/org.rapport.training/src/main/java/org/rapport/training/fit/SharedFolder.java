package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.rapport.training.study.StudyException;

/** Whether a lock in a folder holds for other machines too. On some mounts each machine sees only its own. */
public final class SharedFolder {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Set<String> ALONE = Set.of("nolock", "local_lock=all", "local_lock=posix", "localflock", "nobrl");
    private static final Set<String> NEVER = Set.of("fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse", "fuse.mount-s3");
    private static final int TYPE = 2;
    private static final int OPTIONS = 3;

    private SharedFolder() {
    }

    /**
     * Lets pass what is as good as a disk of this machine, and network mounts whose locks are the server's.
     *
     * @throws StudyException if two machines could work on one run without a word
     */
    public static void requireLocks(Path folder) throws IOException, StudyException {
        if (Files.isReadable(MOUNTS)) {
            Files.createDirectories(folder);
            Optional<String> fault = fault(folder.toRealPath(), Files.readAllLines(MOUNTS));
            if (fault.isPresent()) {
                throw new StudyException(folder + ": " + fault.get());
            }
        }
    }

    /**
     * What is wrong with the mount that a folder is on; empty if nothing is known to be.
     *
     * @param mounts as Linux lists them: device, place, type, options
     */
    static Optional<String> fault(Path folder, List<String> mounts) {
        String[] nearest = {};
        int deepest = -1;
        for (String line : mounts) {
            String[] words = line.split(" ");
            if (words.length > OPTIONS) {
                Path place = Path.of(words[1].replace("\\040", " "));
                if (folder.startsWith(place) && place.getNameCount() >= deepest) { // the later hides the first
                    nearest = words;
                    deepest = place.getNameCount();
                }
            }
        }
        if (nearest.length == 0) {
            return Optional.empty();
        }
        String type = nearest[TYPE];
        Optional<String> option = Arrays.stream(nearest[OPTIONS].split(",")).filter(ALONE::contains).findFirst();
        if (NEVER.contains(type) || option.isPresent()) {
            return Optional.of("is mounted as " + type + option.map(word -> " with " + word).orElse("")
                    + ", where locks do not reach other machines, so two could train one part; mount it as NFS 4 with its "
                    + "locks, or name a folder on another file system");
        }
        return Optional.empty();
    }
}
