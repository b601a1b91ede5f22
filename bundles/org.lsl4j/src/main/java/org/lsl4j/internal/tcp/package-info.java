/** The transport of this library's own: samples over TCP. */
package org.lsl4j.internal.tcp;
