/** What the API sends, finds and receives by. */
package org.lsl4j.internal.transport;
