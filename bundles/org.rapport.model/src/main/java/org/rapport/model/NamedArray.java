package org.rapport.model;

/**
 * An array and what it is called in files.
 *
 * @param shape sizes of its axes
 * @param values row-major
 */
public record NamedArray(String name, long[] shape, float[] values) {
}
