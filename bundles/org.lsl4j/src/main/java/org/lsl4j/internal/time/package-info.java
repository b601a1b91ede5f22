/** Clock offsets and the times of samples. */
package org.lsl4j.internal.time;
