/** What all rooms use: limits, deadlines, threads. */
package org.lsl4j.internal.base;
