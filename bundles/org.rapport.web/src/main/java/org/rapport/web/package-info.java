/** The page of the running runtime; nothing here is for other bundles. */
package org.rapport.web;
