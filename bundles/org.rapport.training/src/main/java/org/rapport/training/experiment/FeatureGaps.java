package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

/** What one session lacks as a whole, so that a training does not shrink in silence. */
final class FeatureGaps {
    private FeatureGaps() {
    }

    /** A line for each target without a report and each modality without a value. */
    static List<String> of(Recording recording, List<String> targets) {
        List<String> gaps = new ArrayList<>();
        String session = "session " + recording.session().name() + ": ";
        boolean[] reported = hasValue(recording.labels());
        for (int target = 0; target < targets.size(); target++) {
            if (!reported[target]) {
                gaps.add(session + "has no " + targets.get(target) + " label, so it counts for nothing there");
            }
        }
        gaps.addAll(modalities(session, recording.emitterChannels(), recording.emitter()));
        gaps.addAll(modalities(session, recording.receiverChannels(), recording.receiver()));
        return gaps;
    }

    private static List<String> modalities(String session, List<Channel> channels, FeatureRows rows) {
        List<String> gaps = new ArrayList<>();
        boolean[] measured = hasValue(rows);
        for (int[] columns : Modalities.of(channels.stream().map(channel -> new Contract.Input(channel, 0, 1)).toList())) {
            boolean any = false;
            for (int column : columns) {
                any |= measured[column];
            }
            if (!any) {
                Channel channel = channels.get(columns[0]);
                gaps.add(session + "the " + channel.role().word() + "'s " + channel.type() + " (" + channel.label()
                        + (columns.length > 1 ? " and " + (columns.length - 1) + " more" : "") + ") has no value");
            }
        }
        return gaps;
    }

    /** For each column whether it has a finite value. */
    private static boolean[] hasValue(FeatureRows rows) {
        boolean[] found = new boolean[rows.width()];
        float[] row = new float[rows.width()];
        int left = found.length;
        for (int i = 0; i < rows.count() && left > 0; i++) {
            rows.read(i, 1, row, 0);
            for (int column = 0; column < row.length; column++) {
                if (!found[column] && Float.isFinite(row[column])) {
                    found[column] = true;
                    left--;
                }
            }
        }
        return found;
    }
}
