package org.lsl4j.internal.base;

import org.lsl4j.Lsl;
import org.lsl4j.MemoryBudget;

/** How much is accepted from peers, none of which is trusted. Beyond a limit the packet or connection is dropped. */
public final class Limits {
    /** Bytes of any datagram. */
    public static final int DATAGRAM = 65_536;
    /** Bytes of a discovery query or time probe; those in use have about 100. */
    public static final int REQUEST_DATAGRAM = 4_096;
    /** Characters of a query expression. */
    public static final int QUERY = 2_048;
    /** Elements looked at for a query on the thread that receives datagrams: a fraction of a millisecond. */
    public static final long QUICK_QUERY_STEPS = 20_000;
    /** Elements looked at for a query elsewhere, at most; its answer is not known beyond. */
    public static final long QUERY_STEPS = 2_000_000;
    /** Characters of the XML of a whole stream description. */
    public static final int FULL_INFO = 16 << 20;
    /** Depth of that XML. */
    public static final int XML_DEPTH = 64;
    /** Characters of a name, type, source id, host name or session. */
    public static final int FIELD = 4_096;
    public static final int CHANNELS = 1_000_000;
    /** Samples a second. */
    public static final double RATE = 1e9;
    /** Bytes of one sample, all its channels together; of those that are received see {@link MemoryBudget#largestSample}. */
    public static final int SAMPLE = 64 << 20;
    /** Bytes of a text that is passed over because it is too large; who announces more sends no texts. */
    public static final long PASSED_OVER = 1L << 30;
    /** Bytes of the header of a feed, either way. */
    public static final int HEADER = 16_384;
    /** Lines of the header of a feed, either way. */
    public static final int HEADER_LINES = 64;
    /** Seconds a consumer may take to send its request. */
    public static final double REQUEST_SECONDS = 5;
    /** Milliseconds an outlet may take to answer a request. */
    public static final int RESPONSE_MILLIS = 10_000;
    /** Milliseconds a TCP connection may take. */
    public static final int CONNECT_MILLIS = 5_000;
    /** Milliseconds of silence on a connection after which an inlet asks whether its outlet is still there. */
    public static final int SILENCE_MILLIS = 1_000;
    /** Milliseconds that the answer to that may take. */
    public static final int PROBE_MILLIS = 500;
    /** Seconds that an outlet's close waits for its consumers to take what was pushed. */
    public static final double DRAIN_SECONDS = 1;
    /** Seconds between attempts to accept connections while the program has no more files to open. */
    public static final double ACCEPT_PAUSE_SECONDS = 1;
    /** Connections to one outlet from one address. */
    public static final int CONNECTIONS_PER_SOURCE = 16;
    /** Discovery replies a second to one address of another machine. */
    public static final int REPLIES_PER_SOURCE = 2_000;
    /** Addresses remembered for that. */
    public static final int SOURCES = 1_024;
    /** Bytes of a reply to a query; those in use have less than 2,000. */
    public static final int REPLY = 16_384;
    /** Bytes of replies that may wait to be read, if the system allows as many. */
    public static final int ANSWERS_AT_ONCE = 4 << 20;
    /** Streams that one search collects. */
    public static final int RESULTS = 4_096;
    /** Characters of the replies that one search keeps. */
    public static final int RESULT_CHARACTERS = 4 << 20;
    /** Streams that one socket may claim: an {@link Lsl} has one for all its outlets. */
    public static final int RESULTS_PER_SOURCE = 512;
    /** Seconds between time probe and reply beyond which the reply is ignored. */
    public static final double ROUND_TRIP = 1;
    /** The lowest port that discovery replies are sent to: no system service can be made to receive them. */
    public static final int LOWEST_REPLY_PORT = 1_024;

    private Limits() {
    }
}
