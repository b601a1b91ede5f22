package org.rapport.xdf;

import java.nio.ByteBuffer;

/**
 * One chunk of a file.
 *
 * @param tag what it holds
 * @param offset where its content begins in the file
 * @param content little-endian
 */
record Chunk(int tag, long offset, ByteBuffer content) {
}
