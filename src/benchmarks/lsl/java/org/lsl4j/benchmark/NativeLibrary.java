package org.lsl4j.benchmark;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** liblsl, called through JNA's direct mapping. */
final class NativeLibrary implements Library {
    private static final int FLOAT32 = 1;
    private static final int SECONDS = 360;
    private static final double PATIENCE = 10;

    NativeLibrary(String path) {
        LibLsl.load(path);
    }

    @Override
    public Sender sender(String name, int channels) {
        Pointer info = LibLsl.lsl_create_streaminfo(name, "Benchmark", channels, 100, FLOAT32, name);
        Pointer outlet = LibLsl.lsl_create_outlet(info, 0, SECONDS);
        LibLsl.lsl_destroy_streaminfo(info);
        return new Sender() {
            @Override
            public void push(float[] sample, double time) {
                LibLsl.lsl_push_sample_ftp(outlet, sample, time, 1);
            }

            @Override
            public void pushChunk(float[] values, double time) {
                LibLsl.lsl_push_chunk_ftp(outlet, values, values.length, time, 1);
            }

            @Override
            public void awaitReceivers(int count) throws InterruptedException {
                LibLsl.lsl_wait_for_consumers(outlet, PATIENCE);
                // it does not tell how many there are
                Thread.sleep(500);
            }

            @Override
            public void close() {
                LibLsl.lsl_destroy_outlet(outlet);
            }
        };
    }

    @Override
    public Receiver receiver(String name, int channels) {
        Memory results = new Memory(Native.POINTER_SIZE);
        int found = LibLsl.lsl_resolve_byprop(results, 1, "name", name, 1, PATIENCE);
        if (found != 1) {
            throw new IllegalStateException("the native library does not find " + name);
        }
        Pointer info = results.getPointer(0);
        Pointer inlet = LibLsl.lsl_create_inlet(info, SECONDS, 0, 1);
        LibLsl.lsl_destroy_streaminfo(info);
        LibLsl.lsl_open_stream(inlet, PATIENCE, new int[1]);
        return new NativeReceiver(inlet, channels);
    }

    @Override
    public void close() {
        // nothing is kept
    }

    /** A chunk pull of the native library waits until the chunk is full; so wait for one sample, then take what is there. */
    private static final class NativeReceiver implements Receiver {
        private final Pointer inlet;
        private final int channels;
        private final int[] error = new int[1];
        private final float[] first;

        NativeReceiver(Pointer inlet, int channels) {
            this.inlet = inlet;
            this.channels = channels;
            first = new float[channels];
        }

        @Override
        public int pull(float[] values, double[] times) {
            double time = LibLsl.lsl_pull_sample_f(inlet, first, channels, 0.1, error);
            if (time == 0) {
                return 0;
            }
            long more = times.length == 1 ? 0 : LibLsl.lsl_pull_chunk_f(inlet, values, times,
                    values.length - channels, times.length - 1, 0, error) / channels;
            times[(int) more] = time;
            return (int) more + 1;
        }

        @Override
        public void close() {
            LibLsl.lsl_destroy_inlet(inlet);
        }
    }
}
