package org.lsl4j.internal.tcp;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.wire.Request;

/**
 * What an inlet asks an outlet for.
 *
 * @param bufferSamples what the outlet should keep for it
 * @param chunk samples it should gather before it sends, 0 for its own choice
 */
record FeedRequest(StreamInfo info, int bufferSamples, int chunk) {
    /**
     * What to say a text's size is, until the outlet agrees: old releases (1.10 does) want that of their C++ string,
     * which depends on their compiler, and otherwise fall back to protocol 1.00.
     */
    private static final int[] TEXT_SIZES = {0, 32, 8, 24, 28, 40};

    /** How many there are to try, one after the other. */
    int count() {
        return info.format() == ChannelFormat.STRING ? TEXT_SIZES.length : 1;
    }

    /** One of them. */
    String text(int number) {
        int valueSize = info.format() == ChannelFormat.STRING ? TEXT_SIZES[number] : info.format().bytes();
        return Request.FEED + "/110 " + info.uid() + "\r\nNative-Byte-Order: 1234\r\nEndian-Performance: 0\r\n"
                + "Has-IEEE754-Floats: 1\r\nSupports-Subnormals: " + (info.format().isFloating() ? 1 : 0) + "\r\n"
                + "Value-Size: " + valueSize + "\r\nData-Protocol-Version: 110\r\nMax-Buffer-Length: " + bufferSamples
                + "\r\nMax-Chunk-Length: " + chunk + "\r\nHostname: " + oneLine(info.hostname()) + "\r\n" + "Source-Id: "
                + oneLine(info.sourceId()) + "\r\nSession-Id: " + oneLine(info.sessionId()) + "\r\n\r\n";
    }

    /** The one of protocol 1.00. */
    String old() {
        return Request.FEED + "\r\n" + bufferSamples + " " + chunk + "\r\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
