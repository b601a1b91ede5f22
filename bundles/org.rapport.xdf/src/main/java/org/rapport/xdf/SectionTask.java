package org.rapport.xdf;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RecursiveAction;

/** Reads a section on whatever core is free. */
final class SectionTask extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient Section section;
    private final transient Map<Integer, SampleArrays> arrays;
    private final transient FileWindow file;
    private final transient Queue<FileWindow> unused;
    private transient IOException failure;

    /** @param unused windows on {@code file} that others are done with */
    SectionTask(Section section, Map<Integer, SampleArrays> arrays, FileWindow file, Queue<FileWindow> unused) {
        this.section = section;
        this.arrays = arrays;
        this.file = file;
        this.unused = unused;
    }

    @Override
    protected void compute() {
        FileWindow left = unused.poll();
        FileWindow window = left == null ? file.another() : left;
        try {
            section.read(window, arrays);
        } catch (IOException e) {
            failure = e;
        } finally {
            unused.add(window);
        }
    }

    /** Tells, after it has ended, whether it could. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
