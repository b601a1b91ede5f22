/** Descriptions of streams as XML, read leniently. */
package org.lsl4j.internal.xml;
