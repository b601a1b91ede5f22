package org.rapport.it.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between a browser and the page that can be cut: what is under way is lost, and nobody connects until it is mended.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress page;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /**
     * Listens at another address of this computer, at the page's port, since a page answers to its own port only.
     *
     * @param address such as 127.0.0.2
     */
    Relay(String address, int port) throws IOException {
        page = new InetSocketAddress("127.0.0.1", port);
        server = new ServerSocket(port, 50, InetAddress.getByName(address));
        start(this::accept, "relay");
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket();
                far.connect(page);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                start(() -> copy(near, far), "relay there");
                start(() -> copy(far, near), "relay back");
            } catch (IOException e) {
                // the end, or a connection that is gone
            }
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] some = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (!cut) {
                    out.write(some, 0, read);
                }
            }
        } catch (IOException e) {
            // cut
        } finally {
            drop(from);
            drop(to);
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    /** From now on all is lost. */
    void cut() {
        cut = true;
        open.forEach(this::drop);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
