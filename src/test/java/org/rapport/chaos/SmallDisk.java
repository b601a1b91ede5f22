package org.rapport.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory, small enough to be filled. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 256;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; null where nobody lets us. */
    static SmallDisk ifAllowed(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "chaos", folder.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return mount.waitFor() == 0 ? new SmallDisk(folder) : null;
    }

    Path folder() {
        return folder;
    }

    /** Writes until it takes no more. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() >= block.length) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("somebody else's");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        new ProcessBuilder("umount", folder.toString()).inheritIO().start().waitFor();
    }
}
