package org.rapport.web.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.web.face.FaceFolder;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The face landmarker for participants' browsers: files of {@code models/face} that are what they should be, and no other. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(FaceAssets.AREA + "*")
public final class FaceAssets extends HttpServlet {
    static final String AREA = "/participant/face/";
    private static final long serialVersionUID = 1;

    private final transient FaceFolder folder;

    @Activate
    public FaceAssets(@Reference FaceFolder folder) {
        this.folder = folder;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        Optional<FaceFolder.FaceFile> file = path.startsWith(AREA) ? folder.file(path.substring(AREA.length()))
                : Optional.empty();
        if (file.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().println(folder.fault().orElse("there is no such file"));
            return;
        }
        response.setContentType(file.get().contentType());
        response.setContentLength(file.get().bytes());
        Files.copy(file.get().path(), response.getOutputStream());
    }
}
