/** Sockets, interfaces and addresses. */
package org.lsl4j.internal.net;
