package org.rapport.xdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that grow without being copied: in pieces that double up to a size which a garbage collector leaves where it is. */
final class Slabs {
    private static final int FIRST_BYTES = 1 << 14;
    private static final int MOST_BYTES = 1 << 22;

    private final List<byte[]> slabs = new ArrayList<>();
    private int filled;

    void add(byte[] bytes) {
        for (int added = 0; added < bytes.length;) {
            byte[] slab = lastWithRoom();
            int length = Math.min(bytes.length - added, slab.length - filled);
            System.arraycopy(bytes, added, slab, filled, length);
            filled += length;
            added += length;
        }
    }

    private byte[] lastWithRoom() {
        byte[] last = slabs.isEmpty() ? new byte[0] : slabs.get(slabs.size() - 1);
        if (filled < last.length) {
            return last;
        }
        byte[] next = new byte[Math.min(MOST_BYTES, Math.max(FIRST_BYTES, 2 * last.length))];
        slabs.add(next);
        filled = 0;
        return next;
    }

    /** All pieces, each a multiple of eight bytes long but the last. */
    List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>(slabs);
        if (!pieces.isEmpty()) {
            pieces.set(pieces.size() - 1, Arrays.copyOf(pieces.get(pieces.size() - 1), filled));
        }
        return pieces;
    }
}
