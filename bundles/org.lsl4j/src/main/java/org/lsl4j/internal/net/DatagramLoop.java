package org.lsl4j.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.internal.base.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that receives the datagrams of all channels of an {@link Lsl}. */
public final class DatagramLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramLoop.class);
    /** Datagrams taken from one channel before the others have their turn. */
    private static final int TURN = 32;

    private final EventLoop loop = new EventLoop("lsl4j-datagrams");
    private final ByteBuffer datagram = ByteBuffer.allocate(Limits.DATAGRAM);

    /** Takes what has arrived; it must not wait for anything. */
    @FunctionalInterface
    public interface Handler {
        void received(DatagramChannel channel, InetSocketAddress source, ByteBuffer datagram);
    }

    /** Hands what arrives on a channel to a handler, until the channel is closed. */
    public void register(DatagramChannel channel, Handler handler) {
        try {
            loop.register(channel, SelectionKey.OP_READ, key -> receive(channel, handler));
        } catch (IOException e) {
            throw new LslException("cannot receive datagrams: " + e.getMessage(), e);
        }
    }

    /** Seconds of a clock that stands still while nobody here can receive anything. */
    public double seen() {
        return loop.seen() / 1e9;
    }

    /** Ends the thread and closes the channels. */
    @Override
    public void close() {
        loop.close();
    }

    private void receive(DatagramChannel channel, Handler handler) {
        try {
            for (int i = 0; i < TURN; i++) {
                datagram.clear();
                InetSocketAddress source = (InetSocketAddress) channel.receive(datagram);
                if (source == null) {
                    return;
                }
                handler.received(channel, source, datagram.flip());
            }
        } catch (ClosedChannelException e) {
            LOG.trace("{} was closed", channel);
        } catch (IOException | RuntimeException e) {
            LOG.debug("a datagram is ignored: {}", e.toString());
        }
    }
}
