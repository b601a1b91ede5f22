package org.lsl4j.benchmark;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The functions of the native library that are measured, and those around them; element counts are C's 64-bit long. */
final class LibLsl {

    private LibLsl() {
    }

    /** Loads the library; to be called before all else. */
    static void load(String path) {
        Native.register(LibLsl.class, path);
    }

    static native int lsl_library_version();

    static native Pointer lsl_create_streaminfo(String name, String type, int channels, double rate, int format, String sourceId);

    static native void lsl_destroy_streaminfo(Pointer info);

    static native int lsl_resolve_byprop(Pointer results, int most, String property, String value, int least, double timeout);

    static native Pointer lsl_create_outlet(Pointer info, int chunk, int buffer);

    static native void lsl_destroy_outlet(Pointer outlet);

    static native int lsl_wait_for_consumers(Pointer outlet, double timeout);

    static native int lsl_push_sample_ftp(Pointer outlet, float[] sample, double time, int pushThrough);

    static native int lsl_push_chunk_ftp(Pointer outlet, float[] values, long count, double time, int pushThrough);

    static native Pointer lsl_create_inlet(Pointer info, int buffer, int chunk, int recover);

    static native void lsl_destroy_inlet(Pointer inlet);

    static native void lsl_open_stream(Pointer inlet, double timeout, int[] error);

    static native double lsl_pull_sample_f(Pointer inlet, float[] sample, int count, double timeout, int[] error);

    static native long lsl_pull_chunk_f(Pointer inlet, float[] values, double[] times, long valueCount, long timeCount,
            double timeout, int[] error);
}
