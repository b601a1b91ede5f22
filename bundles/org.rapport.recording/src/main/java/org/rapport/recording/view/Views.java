package org.rapport.recording.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.recording.RecordingView;
import org.rapport.api.recording.RecordingViews;
import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

/** Opens recordings for the page. */
@Component(service = RecordingViews.class)
public final class Views implements RecordingViews {
    @Activate
    public Views() {
        // needs nothing
    }

    @Override
    public RecordingView open(Path recording, DoubleConsumer progress) throws IOException {
        try {
            return Opening.open(recording, progress);
        } catch (XdfException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(Problem.of(e), e);
        }
    }
}
