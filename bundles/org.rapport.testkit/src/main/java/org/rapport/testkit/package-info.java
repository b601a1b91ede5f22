/** What tests share: broken inputs made from sound ones, and the proof that a reader withstands them. */
@Export
@Version("1.0.0")
package org.rapport.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
