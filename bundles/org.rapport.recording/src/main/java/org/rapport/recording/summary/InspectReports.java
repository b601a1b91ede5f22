package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.recording.RecordingReports;
import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

/** The same that {@code rapport inspect --page} tells. */
@Component(service = RecordingReports.class)
public final class InspectReports implements RecordingReports {
    @Activate
    public InspectReports() {
        // needs nothing
    }

    @Override
    public Report of(Path recording) throws IOException {
        try {
            RecordingSummary summary = RecordingSummary.of(recording);
            Judgement judgement = Judgement.of(summary);
            return new Report(summary.seconds(), (int) summary.streams().stream().filter(stream -> !stream.isOwn()).count(),
                    judgement.isGood(), judgement.verdict(summary),
                    SummaryPage.html(summary, recording.getFileName().toString()));
        } catch (XdfException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(Problem.of(e), e);
        }
    }
}
