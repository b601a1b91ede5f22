/** Data protocols 1.00 and 1.10: samples and headers as bytes. */
package org.lsl4j.internal.wire;
