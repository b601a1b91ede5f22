/** Finding streams, and being found. */
package org.lsl4j.internal.discovery;
