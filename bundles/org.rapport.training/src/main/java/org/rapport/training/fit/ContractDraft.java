package org.rapport.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;
import org.rapport.training.data.Moments;
import org.rapport.training.data.Recording;
import org.rapport.training.data.RobustMoments;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.Target;

/** Makes the contract that a training starts from: inputs and targets with the statistics of the training side only. */
public final class ContractDraft {
    /** Standard deviations: further out is a device's fault and not a person's doing. */
    private static final double CLIP = 10;

    private ContractDraft() {
    }

    /**
     * @param wholeSessions whether a recording too short for a window is an error, as it is unless sessions are cut up
     * @throws StudyException if there is nothing that can be learned from these recordings
     */
    public static Contract of(Study study, WindowOptions window, Sides sides, boolean wholeSessions) throws StudyException {
        Recording first = sides.training().get(0);
        for (List<Recording> side : List.of(sides.training(), sides.validation(), sides.test())) {
            for (Recording recording : side) {
                checkChannels(first, recording);
                if (wholeSessions) {
                    checkLength(recording, window);
                }
            }
        }
        RobustMoments emitter = RobustMoments.of(sides.training(), first.emitterChannels().size(), Recording::emitter);
        RobustMoments receiver = RobustMoments.of(sides.training(), first.receiverChannels().size(), Recording::receiver);
        checkModalities(study, emitter.inputs(first.emitterChannels()), emitter);
        checkModalities(study, receiver.inputs(first.receiverChannels()), receiver);
        return new Contract(emitter.inputs(first.emitterChannels()), receiver.inputs(first.receiverChannels()),
                first.provenance(), new Contract.Window(window.steps(), window.liveHop(), window.lookAhead()),
                targets(study, sides.training()), new Contract.Study(study.name(), study.hash(), study.synthetic()),
                new Contract.Evaluation("none", Map.of()), CLIP);
    }

    private static void checkChannels(Recording first, Recording other) throws StudyException {
        if (!other.emitterChannels().equals(first.emitterChannels())
                || !other.receiverChannels().equals(first.receiverChannels())) {
            throw new StudyException("sessions " + first.session().name() + " and " + other.session().name()
                    + " have different channels; train on sessions that were recorded with the same devices");
        }
    }

    private static void checkLength(Recording recording, WindowOptions window) throws StudyException {
        if (recording.rows() < window.steps()) {
            throw new StudyException(
                    "session " + recording.session().name() + " has " + recording.rows() + " rows, fewer than a window of "
                            + window.steps() + "; use a shorter --window or leave it out of study.json");
        }
    }

    /** A modality that nobody ever had would be learned to be worthless. */
    private static void checkModalities(Study study, List<Contract.Input> inputs, RobustMoments moments) throws StudyException {
        for (int[] columns : Modalities.of(inputs)) {
            boolean empty = true;
            for (int column : columns) {
                empty &= moments.isEmpty(column);
            }
            if (empty) {
                Channel channel = inputs.get(columns[0]).channel();
                throw new StudyException(study.folder() + ": the " + channel.role().word() + "'s " + channel.type()
                        + " has no value in any training session; take its source out of the pipeline, or add sessions that "
                        + "have it");
            }
        }
        String empty = IntStream.range(0, inputs.size()).filter(moments::isEmpty)
                .mapToObj(column -> inputs.get(column).channel().path()).collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            throw new StudyException(study.folder() + ": no value in any training session: " + empty + "; leave out by name with "
                    + "\"leaveOut\" in the table's description, or \"drop\" in the dialect of the device");
        }
    }

    static List<Contract.Target> targets(Study study, List<Recording> recordings) throws StudyException {
        Moments labels = Moments.of(recordings, study.targets().size(), Recording::labels);
        List<Contract.Target> targets = new ArrayList<>();
        for (int i = 0; i < study.targets().size(); i++) {
            Target target = study.targets().get(i);
            if (labels.isEmpty(i)) {
                throw new StudyException(study.folder() + ": the training sessions have no " + target.name()
                        + " labels, so there is nothing to learn");
            }
            if (labels.deviation(i) == 0) {
                throw new StudyException(study.folder() + ": the " + target.name()
                        + " labels of the training sessions never change, so there is nothing to learn");
            }
            targets.add(new Contract.Target(target.name(), target.unit(), target.range(), labels.mean(i), labels.deviation(i)));
        }
        return targets;
    }
}
