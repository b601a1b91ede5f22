package org.rapport.training.experiment;

import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.study.StudyException;

/** Whether features are those that a model was trained on. */
public final class TrainedContractCheck {
    private TrainedContractCheck() {
    }

    /** @throws StudyException the first difference, in one line */
    public static void check(Contract contract, Recording recording) throws StudyException {
        for (Map.Entry<String, String> setting : contract.features().settings().entrySet()) {
            String now = recording.provenance().settings().get(setting.getKey());
            if (!setting.getValue().equals(now)) {
                throw new StudyException("the model was trained with \"" + setting.getKey() + "\": " + setting.getValue()
                        + (now == null ? ", but the features of this study are made without" : ", but --pipeline makes " + now)
                        + "; name the pipeline, and in study.json the resampling, that it was trained for");
            }
        }
        check(Role.EMITTER, contract, recording.emitterChannels(), recording);
        check(Role.RECEIVER, contract, recording.receiverChannels(), recording);
    }

    private static void check(Role role, Contract contract, List<Channel> channels, Recording recording) throws StudyException {
        List<Channel> wanted = contract.inputs(role).stream().map(Contract.Input::channel).toList();
        for (int i = 0; i < Math.max(wanted.size(), channels.size()); i++) {
            String want = i < wanted.size() ? wanted.get(i).toString() : "nothing";
            String got = i < channels.size() ? channels.get(i).toString() : "nothing";
            if (!want.equals(got)) {
                throw new StudyException("session " + recording.session().name() + ": the model's column " + (i + 1) + " of the "
                        + role.word() + " is " + want + ", but the pipeline makes " + got + " of this recording");
            }
        }
    }
}
