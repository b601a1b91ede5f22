/** For tests: feeds a node and looks at what it sends, on a virtual clock; and proves that a reader withstands broken inputs. */
@Export
@Version("1.0.0")
package org.rapport.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
