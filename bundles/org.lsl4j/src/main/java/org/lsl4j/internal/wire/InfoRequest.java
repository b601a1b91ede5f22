package org.lsl4j.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.lsl4j.MemoryBudget;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.xml.InfoXml;
import org.lsl4j.internal.xml.XmlText;

/** Fetches a stream's whole description from its outlet. */
public final class InfoRequest {

    /** Memory that a description takes while it is read, for each of its bytes. */
    private static final int BYTES_A_BYTE = 16;

    /** The same once it is read. */
    private static final int KEPT_BYTES_A_BYTE = 8;
    /** Bytes of a description that need not be counted: a device of 64 channels has less. */
    private static final int SMALL = 64 << 10;

    private InfoRequest() {
    }

    /**
     * Asks once.
     *
     * @param deadline in nanoseconds of {@link System#nanoTime}
     * @param memory of which it takes some while it reads a large one
     * @throws IOException if the outlet does not answer, or not properly
     */
    public static StreamInfo fetch(InetSocketAddress address, long deadline, MemoryBudget memory) throws IOException {
        try (Socket socket = new Socket(); MemoryBudget.Share share = memory.share()) {
            socket.connect(address, millisUntil(deadline));
            socket.getOutputStream().write((Request.FULL_INFO + "\r\n").getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] piece = new byte[16 << 10];
            InputStream input = socket.getInputStream();
            socket.setSoTimeout(millisUntil(deadline));
            for (int count; (count = input.read(piece)) >= 0;) {
                if (!share.take((long) count * BYTES_A_BYTE)) {
                    throw new IOException(
                            "the description is longer than the " + answer.size() + " bytes for which there is memory");
                }
                answer.write(piece, 0, count);
                if (answer.size() > Limits.FULL_INFO) {
                    throw new IOException("the description is longer than " + Limits.FULL_INFO + " bytes");
                }
                socket.setSoTimeout(millisUntil(deadline));
            }
            StreamInfo info = StreamInfo.parse(XmlText.decode(ByteBuffer.wrap(answer.toByteArray())));
            Object kept = info.desc() == InfoXml.NO_DESC ? info : info.desc(); // copies of the stream share the latter
            if (answer.size() > SMALL && !memory.keep(kept, (long) answer.size() * KEPT_BYTES_A_BYTE)) {
                throw new IOException(
                        "there is no memory for its description of " + answer.size() + " bytes beside those of others");
            }
            return info;
        } catch (IllegalArgumentException e) {
            throw new IOException("the description cannot be read: " + e.getMessage(), e);
        }
    }

    private static int millisUntil(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new IOException("time is over");
        }
        return (int) Math.min(millis, Limits.RESPONSE_MILLIS);
    }
}
