package org.rapport.web.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.signal.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Keeps the video of a camera whose participant agreed to that: pieces posted to {@code video/SEAT/TAKE/NUMBER} become a file
 * beside the participant's session.json. A take is a word of the page's own, a new one each time that it begins to record.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/participant/emitter/video/*", "/participant/receiver/video/*"})
public final class VideoServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger("participant");
    private static final int LONGEST_PIECE = 16 << 20;
    private static final int MOST_TAKES = 64;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Pattern ADDRESS = Pattern
            .compile("/participant/(emitter|receiver)/video/(\\d{1,3})/([a-z0-9-]{8,40})/(\\d{1,7})");
    private static final Pattern TYPE = Pattern.compile("video/(webm|mp4)\\b.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final transient Seats seats;
    private final transient Participants participants;
    private final transient PersonFiles files;
    /** By participant, node and the page's word; the oldest are forgotten. */
    private final transient Map<String, VideoTake> takes = new LinkedHashMap<>();
    /** Why pieces are not kept, as it was told last. */
    private transient String told = "";

    @Activate
    public VideoServlet(@Reference Seats seats, @Reference Participants participants, @Reference PersonFiles files) {
        this.seats = seats;
        this.participants = participants;
        this.files = files;
    }

    /**
     * A piece that may be kept.
     *
     * @param participant whose it is
     * @param seat of the camera
     * @param take the page's word for the file
     * @param number of the piece, from 0
     */
    private record Piece(String participant, Seat seat, String take, long number) {
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Piece> piece = piece(request.getRequestURI());
        Matcher type = TYPE.matcher(request.getContentType() == null ? "" : request.getContentType());
        if (piece.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else if (!type.matches()) {
            response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else {
            byte[] bytes = request.getInputStream().readNBytes(LONGEST_PIECE + 1);
            if (bytes.length > LONGEST_PIECE) {
                response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                keep(piece.get(), type.group(1), bytes, response);
            }
        }
    }

    private void keep(Piece piece, String type, byte[] bytes, HttpServletResponse response) throws IOException {
        Optional<VideoTake> take = take(piece, type);
        String name = take.map(one -> one.file().getFileName().toString()).orElse("");
        try {
            if (take.isEmpty() || !take.get().append(piece.number(), bytes)) {
                response.setStatus(HttpServletResponse.SC_CONFLICT); // the runtime was started anew: so is the file
                return;
            }
            tell("");
        } catch (IOException e) {
            tell("the video of participant " + piece.participant() + " cannot be kept: " + e.getMessage());
            response.setStatus(INSUFFICIENT_STORAGE);
            return;
        }
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print(name);
    }

    private synchronized void tell(String what) {
        if (!what.equals(told)) {
            told = what;
            if (what.isEmpty()) {
                log.info("video can be kept again");
            } else {
                log.error("{}", what);
            }
        }
    }

    /** The file that a piece belongs to; empty if it is one that should have begun before. */
    private synchronized Optional<VideoTake> take(Piece piece, String type) {
        String key = String.join("/", piece.participant(), piece.seat().node(), piece.take());
        if (piece.number() == 0 && !takes.containsKey(key)) {
            if (takes.size() == MOST_TAKES) {
                takes.remove(takes.keySet().iterator().next());
            }
            takes.put(key, new VideoTake(free(piece, type)));
        }
        return Optional.ofNullable(takes.get(key));
    }

    private Path free(Piece piece, String type) {
        Path folder = files.file(piece.participant()).getParent();
        String name = piece.seat().node().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + TIME.format(LocalDateTime.now());
        Path free = folder.resolve(name + "." + type);
        for (int i = 2; Files.exists(free) || isTaken(free); i++) {
            free = folder.resolve(name + "-" + i + "." + type);
        }
        return free;
    }

    private boolean isTaken(Path file) {
        return takes.values().stream().anyMatch(take -> take.file().equals(file));
    }

    /** A piece of a person who agreed to that, for a camera whose video is asked for. */
    private Optional<Piece> piece(String address) {
        Matcher asked = ADDRESS.matcher(address);
        if (!asked.matches()) {
            return Optional.empty();
        }
        Role role = Role.of(asked.group(1));
        Optional<Consent> consent = participants.of(role).consent().filter(Consent::video);
        return seats.of(role).stream().filter(one -> one.number() == Integer.parseInt(asked.group(2))).map(Seats.Numbered::seat)
                .filter(seat -> seat.kind() == Seat.Kind.CAMERA && seat.page().getBoolean("video", false)).findFirst()
                .flatMap(seat -> consent
                        .map(said -> new Piece(said.participant(), seat, asked.group(3), Long.parseLong(asked.group(4)))));
    }
}
