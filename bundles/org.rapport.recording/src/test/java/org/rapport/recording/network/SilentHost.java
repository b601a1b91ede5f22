package org.rapport.recording.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.lsl4j.Endpoint;
import org.lsl4j.StreamInfo;

/** A host that answers discovery and is silent on TCP, as a laptop behind a firewall. */
final class SilentHost implements AutoCloseable {
    private final DatagramSocket discovery;
    private final ServerSocket data;
    private final String shortInfo;

    /** @param like what it claims to be, but for the name */
    SilentHost(StreamInfo like, String name) throws IOException {
        data = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // connections wait there and are never taken
        discovery = free();
        shortInfo = like.toBuilder().name(name).sourceId(name).uid(UUID.randomUUID().toString())
                .v4(new Endpoint("", data.getLocalPort(), discovery.getLocalPort())).build().toShortXml();
        Thread thread = new Thread(this::answer, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the programs of this machine are asked one by one. */
    private static DatagramSocket free() throws IOException {
        for (int port = 16572; port < 16604; port++) {
            try {
                return new DatagramSocket(port, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                continue; // somebody else's
            }
        }
        throw new IOException("no service port is free");
    }

    private void answer() {
        byte[] query = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(query, query.length);
                discovery.receive(packet);
                String[] lines = new String(query, 0, packet.getLength(), StandardCharsets.UTF_8).split("\r\n");
                if (lines.length >= 3 && lines[0].equals("LSL:shortinfo")) {
                    String[] back = lines[2].split(" ");
                    byte[] reply = (back[1] + "\r\n" + shortInfo).getBytes(StandardCharsets.UTF_8);
                    discovery.send(new DatagramPacket(reply, reply.length, packet.getAddress(), Integer.parseInt(back[0])));
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public void close() {
        discovery.close();
        try {
            data.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
