/** Queries of discovery: an XPath subset with a budget of steps. */
package org.lsl4j.internal.query;
