/**
 * Lab Streaming Layer in pure Java: send ({@link org.lsl4j.Outlet}), find ({@link org.lsl4j.Lsl#resolve}) and receive
 * ({@link org.lsl4j.Inlet}) time-stamped multichannel streams on a local network, compatible with the native library's
 * data protocol 1.10. Start with {@link org.lsl4j.Lsl#open()}.
 */
// the native library is optional, and so is what calls it
@Header(name = "Import-Package", value = "com.sun.jna;version='[5,6)';resolution:=optional,*")
@Export
@Version("1.0.0")
package org.lsl4j;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.versioning.Version;
