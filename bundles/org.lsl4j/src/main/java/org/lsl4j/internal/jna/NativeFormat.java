package org.lsl4j.internal.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.lsl4j.ChannelFormat;

/** The functions of the native library that have another name for each number format. */
public final class NativeFormat {
    private final Function pushChunk;
    private final Function pullChunk;

    NativeFormat(NativeLibrary library, ChannelFormat format) {
        char letter = switch (format) {
            case FLOAT32 -> 'f';
            case DOUBLE64 -> 'd';
            case INT64 -> 'l';
            case INT32 -> 'i';
            case INT16 -> 's';
            case INT8 -> 'c';
            case STRING -> throw new IllegalArgumentException("texts are no numbers");
        };
        pushChunk = library.getFunction("lsl_push_chunk_" + letter + "tnp");
        pullChunk = library.getFunction("lsl_pull_chunk_" + letter);
    }

    /** The number by which the native library knows a format. */
    static int code(ChannelFormat format) {
        return format.ordinal() + 1;
    }

    /** Sends samples, each with its stamp; returns 0 or an error. */
    int push(Pointer outlet, Pointer values, int valueCount, Pointer stamps) {
        return pushChunk.invokeInt(new Object[]{outlet, values, new NativeLong(valueCount), stamps, 1});
    }

    /** Takes what has come, without waiting; returns how many values that were. */
    int pull(Pointer inlet, Pointer values, int valueRoom, Pointer stamps, int stampRoom, int[] error) {
        Object[] arguments = {inlet, values, stamps, new NativeLong(valueRoom), new NativeLong(stampRoom), 0.0, error};
        return ((NativeLong) pullChunk.invoke(NativeLong.class, arguments)).intValue();
    }
}
