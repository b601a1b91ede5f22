package org.lsl4j.internal.jna;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * Functions of the native library, called as its header lsl_c.h declares them. An unsigned long of C has 4 or 8 bytes,
 * depending on the system, as {@link NativeLong} has. Not here are those that exist for each format under another name,
 * see {@link NativeFormat}.
 */
public interface LibLsl extends Library {
    /** The last argument of those that make outlets and inlets: the buffer's length is in samples. */
    int BUFFER_IN_SAMPLES = 1;
    /** What error arguments say where time ran out; any other number but 0 is final. */
    int TIMEOUT = -1;

    int lsl_library_version();

    void lsl_destroy_string(Pointer text);

    Pointer lsl_create_streaminfo(String name, String type, int channels, double rate, int format, String sourceId);

    Pointer lsl_streaminfo_from_xml(String xml);

    void lsl_destroy_streaminfo(Pointer info);

    Pointer lsl_get_xml(Pointer info);

    int lsl_resolve_all(Pointer[] found, int room, double seconds);

    int lsl_resolve_bypred(Pointer[] found, int room, String predicate, int minimum, double seconds);

    Pointer lsl_create_continuous_resolver(double forgetAfter);

    Pointer lsl_create_continuous_resolver_bypred(String predicate, double forgetAfter);

    int lsl_resolver_results(Pointer resolver, Pointer[] found, int room);

    void lsl_destroy_continuous_resolver(Pointer resolver);

    Pointer lsl_create_outlet_ex(Pointer info, int chunk, int buffer, int flags);

    void lsl_destroy_outlet(Pointer outlet);

    Pointer lsl_get_info(Pointer outlet);

    int lsl_have_consumers(Pointer outlet);

    int lsl_push_chunk_buftnp(Pointer outlet, Pointer[] texts, int[] lengths, NativeLong values, Pointer stamps, int push);

    Pointer lsl_create_inlet_ex(Pointer info, int buffer, int chunk, int recover, int flags);

    void lsl_destroy_inlet(Pointer inlet);

    void lsl_open_stream(Pointer inlet, double seconds, int[] error);

    Pointer lsl_get_fullinfo(Pointer inlet, double seconds, int[] error);

    double lsl_time_correction_ex(Pointer inlet, double[] remoteTime, double[] uncertainty, double seconds, int[] error);

    int lsl_was_clock_reset(Pointer inlet);

    double lsl_pull_sample_v(Pointer inlet, Pointer values, int bytes, double seconds, int[] error);

    double lsl_pull_sample_buf(Pointer inlet, Pointer[] texts, int[] lengths, int channels, double seconds, int[] error);
}
