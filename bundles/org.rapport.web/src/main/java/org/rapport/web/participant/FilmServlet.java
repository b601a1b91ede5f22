package org.rapport.web.participant;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.signal.Role;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The films of a seat, {@code film/SEAT/NUMBER}, whole or in part as players ask for them. There is no path in a request: a
 * film is a number in its node's list.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/participant/emitter/film/*", "/participant/receiver/film/*"})
public final class FilmServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int PIECE = 1 << 16;
    private static final Map<String, String> TYPES = Map.of("mp4", "video/mp4", "m4v", "video/mp4", "webm", "video/webm", "ogv",
            "video/ogg", "mov", "video/quicktime");
    private static final Pattern ADDRESS = Pattern.compile("/participant/(emitter|receiver)/film/(\\d{1,3})/(\\d{1,6})");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final transient Seats seats;
    private final transient Participants participants;

    @Activate
    public FilmServlet(@Reference Seats seats, @Reference Participants participants) {
        this.seats = seats;
        this.participants = participants;
    }

    /** The type of a film by its name; empty if it is no film. */
    static Optional<String> type(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /**
     * A part of a file.
     *
     * @param from the first byte
     * @param to the last byte
     */
    record Part(long from, long to) {
        /** What a range header asks of a file of so many bytes; empty if that is impossible. */
        static Optional<Part> of(String range, long size) {
            Matcher asked = RANGE.matcher(range);
            if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
                return Optional.empty();
            }
            boolean last = asked.group(1).isEmpty();
            long from = last ? Math.max(0, size - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
            long to = last || asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
            return from <= to ? Optional.of(new Part(from, to)) : Optional.empty();
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Path> film = film(request.getRequestURI());
        if (film.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (FileChannel file = FileChannel.open(film.get())) {
            String range = request.getHeader("Range");
            Optional<Part> part = range == null ? Optional.of(new Part(0, file.size() - 1)) : Part.of(range, file.size());
            response.setHeader("Accept-Ranges", "bytes");
            response.setContentType(type(film.get()).orElseThrow());
            if (part.isEmpty()) {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setHeader("Content-Range", "bytes */" + file.size());
                return;
            }
            if (range != null) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", "bytes " + part.get().from() + "-" + part.get().to() + "/" + file.size());
            }
            response.setContentLengthLong(part.get().to() - part.get().from() + 1);
            send(file, part.get(), response.getOutputStream());
        }
    }

    private static void send(FileChannel file, Part part, OutputStream out) throws IOException {
        WritableByteChannel sink = Channels.newChannel(out);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = part.from(); at <= part.to();) {
            piece.clear().limit((int) Math.min(PIECE, part.to() - at + 1));
            int read = file.read(piece, at);
            if (read <= 0) {
                throw new IOException("the film became shorter while it was played");
            }
            at += read;
            sink.write(piece.flip());
        }
    }

    /** A film of a person who has agreed. */
    private Optional<Path> film(String address) {
        Matcher asked = ADDRESS.matcher(address);
        if (!asked.matches()) {
            return Optional.empty();
        }
        Role role = Role.of(asked.group(1));
        int film = Integer.parseInt(asked.group(3));
        return seats.of(role).stream().filter(one -> one.number() == Integer.parseInt(asked.group(2)))
                .filter(one -> participants.of(role).consent().isPresent()).map(one -> one.seat().films())
                .filter(films -> film < films.size()).map(films -> films.get(film)).findFirst();
    }
}
