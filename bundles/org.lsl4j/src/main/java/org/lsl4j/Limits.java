package org.lsl4j;

/** How much is accepted from peers, none of which is trusted. Beyond a limit the packet or connection is dropped. */
final class Limits {
    /** Bytes of any datagram. */
    static final int DATAGRAM = 65_536;
    /** Bytes of a discovery query or time probe; those in use have about 100. */
    static final int REQUEST_DATAGRAM = 4_096;
    /** Characters of a query expression. */
    static final int QUERY = 2_048;
    /** Elements looked at for a query on the thread that receives datagrams: a fraction of a millisecond. */
    static final long QUICK_QUERY_STEPS = 20_000;
    /** Elements looked at for a query elsewhere, at most; its answer is not known beyond. */
    static final long QUERY_STEPS = 2_000_000;
    /** Characters of the XML of a whole stream description. */
    static final int FULL_INFO = 16 << 20;
    /** Depth of that XML. */
    static final int XML_DEPTH = 64;
    /** Characters of a name, type, source id, host name or session. */
    static final int FIELD = 4_096;
    static final int CHANNELS = 1_000_000;
    /** Samples a second. */
    static final double RATE = 1e9;
    /** Bytes of one sample, all its channels together; of those that are received see {@link MemoryBudget#largestSample}. */
    static final int SAMPLE = 64 << 20;
    /** Bytes of a text that is passed over because it is too large; who announces more sends no texts. */
    static final long PASSED_OVER = 1L << 30;
    /** Bytes of the header of a feed, either way. */
    static final int HEADER = 16_384;
    /** Lines of the header of a feed, either way. */
    static final int HEADER_LINES = 64;
    /** Seconds a consumer may take to send its request. */
    static final double REQUEST_SECONDS = 5;
    /** Milliseconds an outlet may take to answer a request. */
    static final int RESPONSE_MILLIS = 10_000;
    /** Milliseconds a TCP connection may take. */
    static final int CONNECT_MILLIS = 5_000;
    /** Milliseconds of silence on a connection after which an inlet asks whether its outlet is still there. */
    static final int SILENCE_MILLIS = 1_000;
    /** Milliseconds that the answer to that may take. */
    static final int PROBE_MILLIS = 250;
    /** Seconds that an outlet's close waits for its consumers to take what was pushed. */
    static final double DRAIN_SECONDS = 1;
    /** Seconds between attempts to accept connections while the program has no more files to open. */
    static final double ACCEPT_PAUSE_SECONDS = 1;
    /** Connections to one outlet from one address. */
    static final int CONNECTIONS_PER_SOURCE = 16;
    /** Discovery replies a second to one address of another machine. */
    static final int REPLIES_PER_SOURCE = 2_000;
    /** Addresses remembered for that. */
    static final int SOURCES = 1_024;
    /** Bytes of a reply to a query; those in use have less than 2,000. */
    static final int REPLY = 16_384;
    /** Streams that one search collects. */
    static final int RESULTS = 4_096;
    /** Characters of the replies that one search keeps. */
    static final int RESULT_CHARACTERS = 4 << 20;
    /** Streams that one socket may claim: an {@link Lsl} has one for all its outlets. */
    static final int RESULTS_PER_SOURCE = 512;
    /** Seconds between time probe and reply beyond which the reply is ignored. */
    static final double ROUND_TRIP = 1;
    /** The lowest port that discovery replies are sent to: no system service can be made to receive them. */
    static final int LOWEST_REPLY_PORT = 1_024;

    private Limits() {
    }
}
