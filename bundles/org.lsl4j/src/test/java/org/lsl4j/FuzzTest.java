package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsl4j.internal.base.HeaderLines;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.discovery.Resolver;
import org.lsl4j.internal.discovery.Responder;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.DatagramLoop;
import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.net.Sockets;
import org.lsl4j.internal.tcp.FeedReader;
import org.lsl4j.internal.tcp.FeedWriter;
import org.lsl4j.internal.time.TimeReply;
import org.lsl4j.internal.wire.ArchiveReader;
import org.lsl4j.internal.wire.ArchiveWriter;
import org.lsl4j.internal.wire.ArrivingFeed;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.ResponseHeader;
import org.lsl4j.internal.wire.Request;
import org.lsl4j.internal.wire.SampleDecoder;
import org.lsl4j.internal.wire.SampleEncoder;
import org.lsl4j.internal.wire.SampleReader;
import org.lsl4j.internal.wire.SampleWriter;
import org.lsl4j.internal.wire.TestPattern;
import org.lsl4j.internal.xml.XmlText;
import org.rapport.testkit.Mutator;

/**
 * What peers send, mutated: each parser either takes it or refuses it with the exception its callers expect, and takes
 * little memory. The system property {@code lsl4j.fuzz} says how many inputs there are in all, 50 000 by default.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("lsl4j.fuzz", 50_000);
    private static final int MAX_BYTES = 8_192;
    /** Bytes that one input of that size may cost. */
    private static final long MOST_BYTES = 4 << 20;
    /** The same where Java's XPath engine has a part. */
    private static final long MOST_BYTES_OF_QUERY = 32 << 20;
    private static final Element DESC = Element.of("desc").with(Element.of("channels")
            .with(Element.of("channel").with("label", "C3")).with(Element.of("channel").with("label", "Ä<&>")));
    private static final StreamInfo STREAM = StreamInfo.builder("target", "EEG").channelCount(2).nominalRate(100).sourceId("s")
            .uid("u").desc(DESC).build();
    private static final String CONFIG = """
            ; a comment
            [ports]
            IPv6 = allow
            BasePort = 16572
            [multicast]
            ResolveScope = site
            AddressesOverride = {224.0.0.1, ff02::1}
            [lab]
            KnownPeers = {a, b}
            [tuning]
            TimeProbeInterval = 0.05
            UseProtocolVersion = 110
            """;

    /** A parser, with examples of what it is given. */
    private enum Target {
        QUERY_DATAGRAM("LSL:shortinfo\r\nname='target' and type='EEG'\r\n16600 77\r\n", "LSL:shortinfo\r\n\r\n1024 1\r\n",
                "LSL:timedata\r\n7 12.5\r\n",
                "LSL:timedata\r\n2147483647 0.1\r\n"), DISCOVERY_REPLY("77\r\n" + STREAM.toShortXml(),
                        "77\n" + STREAM.toXml()), TIME_REPLY(" 7 1.5 2.5 3.5", " 2147483647 0.1 1000000 1000000.00001"), REQUEST(
                                "LSL:fullinfo\r\n", "LSL:shortinfo\r\nname='target'\r\n", "LSL:streamfeed\r\n100 0\r\n",
                                "LSL:streamfeed/110 u\r\nNative-Byte-Order: 4321\r\nMax-Buffer-Length: 360\r\nValue-Size: "
                                        + "4\r\n\r\n"), RESPONSE(
                                                "LSL/110 200 OK\r\nUID: u\r\nByte-Order: 1234\r\nSuppress-Subnormals: "
                                                        + "0\r\nData-Protocol-Version: 110\r\n\r\n",
                                                "LSL/110 404 Not found"), NUMBERS(feed(ChannelFormat.INT16),
                                                        feed(ChannelFormat.DOUBLE64)), TEXTS(feed(ChannelFormat.STRING),
                                                                feed(ChannelFormat.STRING)), ARCHIVE(archive(ChannelFormat.INT16),
                                                                        archive(ChannelFormat.INT16)), ARCHIVE_OF_TEXTS(
                                                                                archive(ChannelFormat.STRING),
                                                                                archive(ChannelFormat.STRING)), XML(
                                                                                        STREAM.toXml(),
                                                                                        STREAM.toShortXml()), QUERY(
                                                                                                "name='target' and "
                                                                                                        + "channel_count='2'",
                                                                                                "starts-with(name,'t') or "
                                                                                                        + "not(nominal_srate>100)",
                                                                                                "count(desc/channels/channel[label='C3'])=1",
                                                                                                "desc//label[1]='C3'"), CONFIGURATION(
                                                                                                        CONFIG,
                                                                                                        "[lab]\nSessionID = "
                                                                                                                + "mine\n");

        private final List<byte[]> seeds;

        Target(String... seeds) {
            this.seeds = Stream.of(seeds).map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1)).toList();
        }

        Mutator mutator() {
            return new Mutator(ordinal(), seeds, MAX_BYTES);
        }

        private static String feed(ChannelFormat format) {
            return samples(format, new FeedWriter(100));
        }

        private static String archive(ChannelFormat format) {
            StreamInfo info = STREAM.toBuilder().format(format).build();
            return samples(format, new ArchiveWriter(info, info.toShortXml()));
        }

        private static String samples(ChannelFormat format, SampleWriter writer) {
            SampleEncoder encoder = new SampleEncoder(format, 2);
            Object sample = format == ChannelFormat.STRING ? new String[]{"a", "b".repeat(300)} : new double[]{1, 2};
            for (int offset : TestPattern.OFFSETS) {
                writer.writeTestSample(TestPattern.record(format, 2, offset));
            }
            for (int i = 0; i < 20; i++) {
                writer.visit(i, i % 5 == 0 ? i : i / 100.0, encoder.encode(sample, 0));
            }
            ByteBuffer bytes = writer.batch().bytes().flip();
            return StandardCharsets.ISO_8859_1.decode(bytes).toString();
        }
    }

    /** Takes one input; says by an exception that it is no good. */
    private interface Parser {
        void parse(byte[] input) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void parsersRefuseCleanly(Target target) throws IOException {
        LslConfig config = Loopback.config().build();
        Sockets sockets = new Sockets(config);
        Interfaces interfaces = new Interfaces(config.interfaces());
        try (DatagramLoop loop = new DatagramLoop();
                Responder responder = new Responder(config, sockets, interfaces, loop);
                Resolver resolver = new Resolver(config, sockets, interfaces, loop, new PeerLog());
                DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0))) {
            responder.add(new ServedStream(STREAM, 100, Runnable::run));
            run(target, parser(target, responder, resolver, channel));
        }
    }

    private static Parser parser(Target target, Responder responder, Resolver resolver, DatagramChannel channel) {
        // port 9 discards
        InetSocketAddress source = new InetSocketAddress("127.0.0.9", 9);
        String id = resolver.begin("").id();
        return switch (target) {
            case QUERY_DATAGRAM -> input -> {
                responder.receivedOnSharedPort(channel, source, ByteBuffer.wrap(input));
                responder.receivedOnServicePort(channel, source, ByteBuffer.wrap(input));
            };
            case DISCOVERY_REPLY -> input -> {
                byte[] reply = new String(input, StandardCharsets.ISO_8859_1).replaceFirst("^77", id)
                        .getBytes(StandardCharsets.ISO_8859_1);
                resolver.received(channel, source, ByteBuffer.wrap(reply));
            };
            case TIME_REPLY -> input -> TimeReply.parse(new String(input, StandardCharsets.US_ASCII));
            case REQUEST -> FuzzTest::parseRequest;
            case RESPONSE -> FuzzTest::parseResponse;
            case NUMBERS -> input -> readSamples(input, ChannelFormat.INT16, feedReader(input));
            case TEXTS -> input -> readSamples(input, ChannelFormat.STRING, feedReader(input));
            case ARCHIVE -> input -> readSamples(input, ChannelFormat.INT16, ArchiveReader::new);
            case ARCHIVE_OF_TEXTS -> input -> readSamples(input, ChannelFormat.STRING, ArchiveReader::new);
            case XML -> input -> StreamInfo.parse(XmlText.decode(ByteBuffer.wrap(input)));
            case QUERY -> input -> STREAM.matches(new String(input, StandardCharsets.ISO_8859_1));
            case CONFIGURATION -> input -> LslConfig.parse(new String(input, StandardCharsets.ISO_8859_1));
        };
    }

    private static void parseRequest(byte[] input) {
        ByteBuffer buffer = ByteBuffer.allocate(Limits.HEADER).put(input);
        Request request = Request.parse(buffer);
        if (request != null && request.isFeed()) {
            assertThat(request.version()).isNotNegative();
            HeaderLines.parse(request.lines()).integer("Max-Buffer-Length", 0);
        }
    }

    private static void parseResponse(byte[] input) throws IOException {
        ArrivingFeed feed = ArrivingFeed.of(input, 100);
        ResponseHeader header = new ResponseHeader();
        try {
            feed.await(() -> header.read(feed.input()));
        } catch (EOFException e) {
            assertThat(header.lines()).as("a refusal has no end").hasSizeLessThan(1000);
        }
        HeaderLines.parse(header.lines()).integer("Byte-Order", 1234);
    }

    /** Makes what reads samples. */
    private interface ReaderOf {
        SampleReader reader(FeedInput input, StreamInfo info);
    }

    private static ReaderOf feedReader(byte[] input) {
        ByteOrder order = input.length % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return (bytes, info) -> new FeedReader(bytes, order, info);
    }

    private static void readSamples(byte[] input, ChannelFormat format, ReaderOf protocol) throws IOException {
        StreamInfo info = STREAM.toBuilder().format(format).build();
        SampleLog log = new SampleLog(16, new MemoryBudget(1 << 20));
        SampleLog.Reader samples = log.reader(1000);
        SampleDecoder decoder = new SampleDecoder(format, 2);
        Object values = format == ChannelFormat.STRING ? new String[2] : new double[2];
        ArrivingFeed feed = ArrivingFeed.of(input, 1 + input.length % 7);
        SampleReader reader = protocol.reader(feed.input(), info);
        while (true) {
            feed.await(() -> reader.readSample(log));
            samples.read((number, stamp, record) -> {
                decoder.decode(record, values, 0);
                return true;
            });
        }
    }

    private static void run(Target target, Parser parser) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Mutator mutator = target.mutator();
        int inputs = INPUTS / Target.values().length;
        int refused = 0;
        long most = 0;
        for (int i = 0; i < inputs; i++) {
            byte[] input = mutator.next();
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                parser.parse(input);
            } catch (IOException | IllegalArgumentException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("input " + i + ": " + new String(input, StandardCharsets.ISO_8859_1), e);
            }
            most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
        }
        System.out.printf("fuzz %s: %d inputs, %d refused, at most %d KiB for one%n", target, inputs, refused, most >> 10);
        assertThat(most).as("bytes that one input cost")
                .isLessThan(target == Target.QUERY || target == Target.QUERY_DATAGRAM ? MOST_BYTES_OF_QUERY : MOST_BYTES);
    }

    /** The same over the network: no thread dies of it. */
    @Test
    void servicesLiveOn() throws IOException {
        LslConfig config = Loopback.config().build();
        try (Lsl lsl = Lsl.open(config); Outlet outlet = lsl.outlet(STREAM); DatagramSocket socket = new DatagramSocket()) {
            Mutator datagrams = Target.QUERY_DATAGRAM.mutator();
            for (int i = 0; i < INPUTS / 20; i++) {
                byte[] input = datagrams.next();
                int port = i % 2 == 0 ? config.multicastPort() : outlet.info().v4().servicePort();
                socket.send(new DatagramPacket(input, input.length, HOST, port));
            }
            Mutator requests = Target.REQUEST.mutator();
            for (int i = 0; i < INPUTS / 500; i++) {
                try (Socket client = new Socket(HOST, outlet.info().v4().dataPort())) {
                    client.getOutputStream().write(requests.next());
                } catch (SocketException e) {
                    assertThat(e).as("refused is as good").isNotNull();
                }
            }
            Loopback.eventually(() -> outlet.consumers() == 0);
            try (Lsl other = Lsl.open(config); Inlet inlet = other.inlet(Loopback.find(other, "target"))) {
                inlet.open(SOON);
                outlet.push(new float[]{1, 2}, 4);
                assertThat(inlet.pull(new float[2], SOON)).isEqualTo(4);
                assertThat(inlet.timeCorrection(SOON).uncertainty()).isLessThan(1);
            }
        }
    }
}
