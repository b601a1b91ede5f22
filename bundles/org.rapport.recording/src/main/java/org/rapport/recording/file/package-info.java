/** Files of recordings: their names, how one follows another, and the disk that they are on. */
package org.rapport.recording.file;
