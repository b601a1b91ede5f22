/** The transport of the native library, called through JNA. */
package org.lsl4j.internal.jna;
