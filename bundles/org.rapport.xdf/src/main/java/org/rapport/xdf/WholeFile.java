package org.rapport.xdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinTask;

/**
 * Reads a file into arrays: goes through it twice, first to count the samples, while room is made for as many as its footers
 * promise, then to read them in sections, on all cores.
 */
final class WholeFile {
    private static final long SMALLEST_SECTION_BYTES = 4 << 20;
    private static final int MOST_SECTIONS = 64;
    /** Several for each core, so that one that has other work to do is not waited for. */
    private static final int SECTIONS = Math.min(MOST_SECTIONS, 8 * Runtime.getRuntime().availableProcessors());

    private final FileWindow file;
    private final long sectionBytes;

    WholeFile(FileWindow file) {
        this(file, Math.max(SMALLEST_SECTION_BYTES, file.size() / SECTIONS));
    }

    /** @param sectionBytes about how many bytes are read at a time, by one thread */
    WholeFile(FileWindow file, long sectionBytes) {
        this.file = file;
        this.sectionBytes = sectionBytes;
    }

    /** @throws XdfException if it takes more memory than there is, or changes meanwhile */
    XdfFile read() throws IOException {
        FileBuilder builder = new FileBuilder(new ArraysAhead(FooterCounts.of(file), file.size()));
        ChunkWalk walk = ChunkWalk.begin(file);
        List<Section> sections = sections(walk, builder);
        Map<Integer, SampleArrays> arrays = builder.arrays();
        read(sections, arrays);
        return builder.build(arrays, walk.warnings());
    }

    /** Gathers all but the samples. */
    private List<Section> sections(ChunkWalk walk, FileBuilder builder) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (boolean more = true; more;) {
            ChunkWalk start = walk.fork(file);
            more = walk.walk(walk.position() + sectionBytes, builder);
            sections.add(new Section(start, walk.position(), walk.samples()));
        }
        return sections;
    }

    private void read(List<Section> sections, Map<Integer, SampleArrays> arrays) throws IOException {
        ConcurrentLinkedQueue<FileWindow> unused = new ConcurrentLinkedQueue<>();
        List<SectionTask> tasks = new ArrayList<>();
        for (Section section : sections) {
            tasks.add(new SectionTask(section, arrays, file, unused));
        }
        for (SectionTask task : ForkJoinTask.invokeAll(tasks)) {
            task.check();
        }
    }
}
