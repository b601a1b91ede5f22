package org.rapport.lsl;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.lsl4j.Endpoint;
import org.lsl4j.StreamInfo;

/**
 * A host that answers every question of discovery with one stream, and over TCP nothing at all, as a laptop behind a firewall, or
 * with whatever description it likes.
 */
final class Stranger implements AutoCloseable {
    private final DatagramSocket discovery;
    private final ServerSocket data;
    private final StreamInfo said;
    private final AtomicInteger asked = new AtomicInteger();

    private Stranger(int port, StreamInfo like, int dataPort) throws IOException {
        data = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // connections wait there until somebody takes them
        discovery = free(port);
        said = like.toBuilder().hostname("stranger")
                .v4(new Endpoint("", dataPort == 0 ? data.getLocalPort() : dataPort, discovery.getLocalPort())).build();
        start(this::answerDiscovery);
    }

    /** The host of an outlet whose firewall lets its data through, and nobody who asks for its time. */
    static Stranger timeless(int port, StreamInfo outlet) throws IOException {
        return new Stranger(port, outlet.toBuilder().sessionId("lab-" + port).build(), outlet.v4().dataPort());
    }

    /** One that is silent on TCP. */
    static Stranger silent(int port, StreamInfo said) throws IOException {
        return new Stranger(port, said, 0);
    }

    /** One that describes itself otherwise than it answered. */
    static Stranger lying(int port, StreamInfo said, StreamInfo description) throws IOException {
        Stranger stranger = new Stranger(port, said, 0);
        start(() -> stranger.describe(description.toBuilder().uid(said.uid()).hostname("stranger").build().toXml()));
        return stranger;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stranger");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the programs of this machine are asked one by one. */
    private static DatagramSocket free(int base) throws IOException {
        for (int port = base + 10; port <= base + 40; port++) {
            try {
                return new DatagramSocket(port, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                continue; // somebody else's
            }
        }
        throw new IOException("no service port is free");
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    private void answerDiscovery() {
        byte[] query = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(query, query.length);
                discovery.receive(packet);
                String[] lines = new String(query, 0, packet.getLength(), StandardCharsets.UTF_8).split("\r\n");
                if (lines.length >= 3 && lines[0].equals("LSL:shortinfo")) {
                    asked.incrementAndGet();
                    String[] back = lines[2].split(" ");
                    byte[] reply = (back[1] + "\r\n" + said.toShortXml()).getBytes(StandardCharsets.UTF_8);
                    discovery.send(new DatagramPacket(reply, reply.length, packet.getAddress(), Integer.parseInt(back[0])));
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void describe(String description) {
        try {
            while (true) {
                try (Socket client = data.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    client.getOutputStream().write(description.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public void close() throws IOException {
        discovery.close();
        data.close();
    }
}
