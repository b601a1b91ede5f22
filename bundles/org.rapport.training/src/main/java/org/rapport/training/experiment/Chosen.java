package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.training.evaluation.Calibrating;

/**
 * What trainings found out on sessions that they did not learn from.
 *
 * @param epochs after how many epochs each network was best, one number for each of a model's networks
 * @param calibrations what brought predictions to the size of labels: of each training, one for each target
 */
public record Chosen(List<Integer> epochs, List<List<Calibration>> calibrations) {
    public Chosen {
        epochs = List.copyOf(epochs);
        calibrations = List.copyOf(calibrations);
    }

    /**
     * What several trainings of the same recipe found out together: for all networks the median of their epochs, in the middle
     * between two rounded up.
     */
    public static Chosen together(List<Chosen> trainings) {
        int[] all = trainings.stream().flatMap(one -> one.epochs.stream()).mapToInt(Integer::intValue).sorted().toArray();
        int median = (all[(all.length - 1) / 2] + all[all.length / 2] + 1) / 2;
        Integer[] same = new Integer[trainings.get(0).epochs.size()];
        Arrays.fill(same, median);
        return new Chosen(List.of(same), trainings.stream().flatMap(one -> one.calibrations.stream()).toList());
    }

    /** The targets with the mean of the calibrations. */
    List<Contract.Target> calibrate(List<Contract.Target> targets) {
        List<Calibration> means = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            int at = target;
            means.add(Calibrating.mean(calibrations.stream().map(one -> one.get(at)).toList(), targets.get(target).mean()));
        }
        return Calibrating.targets(targets, means);
    }
}
