package org.lsl4j.internal.tcp;

/** Told of what becomes of a {@link Feed}, on its loop's thread. */
interface FeedListener {
    /** The outlet has agreed: every later sample arrives. */
    void connected();

    /** Something came of the samples; they are in the log as far as they are whole. */
    void received();

    /** Nothing has come for a while, nor again for as long since this was told. */
    void silent();

    /** Nothing more will come; told once. */
    void ended(String problem);

    /** The same, by an error of this library. */
    void failed(Throwable error);
}
