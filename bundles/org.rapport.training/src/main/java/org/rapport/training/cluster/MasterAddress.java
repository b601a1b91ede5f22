package org.rapport.training.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.api.command.CommandException;

/**
 * Where a standalone master listens.
 *
 * @param host name or address
 * @param port usually 7077
 */
public record MasterAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("spark://([\\w.-]+):(\\d{1,5})");
    private static final int PATIENCE_MILLIS = 5000;

    /** From {@code spark://host:7077}; empty if it is none. */
    public static Optional<MasterAddress> of(String url) {
        Matcher parts = FORM.matcher(url);
        return parts.matches() ? Optional.of(new MasterAddress(parts.group(1), Integer.parseInt(parts.group(2))))
                .filter(address -> address.port >= 1 && address.port < 1 << Character.SIZE) : Optional.empty();
    }

    /**
     * This machine's address in the network that the master is in.
     *
     * @throws CommandException if nobody listens there
     */
    InetAddress reach() throws CommandException {
        InetSocketAddress there = new InetSocketAddress(host, port);
        if (there.isUnresolved()) {
            throw new CommandException(this + ": there is no machine of that name");
        }
        try (Socket socket = new Socket()) {
            socket.connect(there, PATIENCE_MILLIS);
            return socket.getLocalAddress();
        } catch (IOException e) {
            throw new CommandException(this + ": nobody listens there (" + e.getMessage() + "); is the master running, and bound "
                    + "to this address?");
        }
    }

    @Override
    public String toString() {
        return "spark://" + host + ":" + port;
    }
}
