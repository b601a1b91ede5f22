"""How well the hidden impression function of the simulation can be learned from what its devices send.

    rapport simulate --study STUDY --sessions 32 --seconds 240
    pip install numpy scikit-learn pyxdf
    python learnability.py STUDY [SESSIONS_TO_TRAIN_ON]

Features are means over the last 4 s on a 25 Hz grid, the learner is a small perceptron, and the last sessions, whose
people it never saw, are the test. Prints Lin's concordance correlation of both dimensions.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pyxdf
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

RATE = 25
WINDOW = 4 * RATE
HOP = 5


def on_grid(stream, seconds):
    """The stream's values on a regular grid: held if irregular, bin means if faster than the grid, else interpolated."""
    times, values = stream["time_stamps"], np.asarray(stream["time_series"], float)
    grid = np.arange(0, seconds, 1 / RATE)
    rate = float(stream["info"]["nominal_srate"][0])
    if rate == 0:
        return values[np.clip(np.searchsorted(times, grid, side="right") - 1, 0, None)]
    columns = []
    for column in values.T:
        valid = ~np.isnan(column)
        if rate > RATE:
            bins = np.clip(np.round(times[valid] * RATE).astype(int), 0, len(grid) - 1)
            counts = np.bincount(bins, minlength=len(grid))
            sums = np.bincount(bins, column[valid], minlength=len(grid))
            columns.append(np.where(counts > 0, sums / np.maximum(counts, 1), np.nan))
        else:
            columns.append(np.interp(grid, times[valid], column[valid]))
    return np.stack(columns, axis=1)


def face(stream):
    """Frames without a face are missing, not 0."""
    values = np.asarray(stream["time_series"], float)
    values[values[:, 1] == 0] = np.nan
    return dict(stream, time_series=values[:, 2:])


def window_means(values):
    missing = np.isnan(values)
    sums, counts = np.cumsum(np.where(missing, 0, values), 0), np.cumsum(~missing, 0)
    sums[WINDOW:] -= sums[:-WINDOW].copy()
    counts[WINDOW:] -= counts[:-WINDOW].copy()
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def load(path, seconds):
    streams, _ = pyxdf.load_xdf(str(path), synchronize_clocks=False, dejitter_timestamps=False)
    by_name = {stream["info"]["name"][0].removeprefix("sim-"): stream for stream in streams}
    for webcam in ("emitter-webcam", "receiver-webcam"):
        by_name[webcam] = face(by_name[webcam])
    gridded = {name: on_grid(stream, seconds) for name, stream in by_name.items()}
    label = gridded.pop("receiver-label")
    sides = [np.hstack([values for name, values in gridded.items() if name.startswith(role)])
             for role in ("emitter", "receiver")]
    return [window_means(side)[WINDOW::HOP] for side in sides] + [label[WINDOW::HOP]]


def ccc(x, y):
    return 2 * np.cov(x, y, bias=True)[0, 1] / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)


def main(study, training):
    description = json.loads((study / "study.json").read_text())
    sessions = [load(study / session["recording"], description["generator"]["seconds"])
                for session in description["sessions"]]
    train, test = sessions[:training], sessions[training:]
    mean, deviation = zip(*((np.nanmean(side, 0), np.nanstd(side, 0) + 1e-9)
                            for side in (np.vstack([session[i] for session in train]) for i in (0, 1))))

    def side(some, i):
        return np.nan_to_num((np.vstack([session[i] for session in some]) - mean[i]) / deviation[i])

    def labels(some):
        return np.vstack([session[2] for session in some])

    def report(name, train_x, *tests):
        learner = MLPRegressor(hidden_layer_sizes=(64, 64), alpha=1e-2, early_stopping=True, max_iter=60, random_state=0)
        learner.fit(train_x, labels(train))
        for suffix, test_x in zip(name, tests):
            predicted, truth = learner.predict(test_x), labels(test)
            print(f"{suffix:16} competence {ccc(predicted[:, 0], truth[:, 0]):6.3f}"
                  f"   warmth {ccc(predicted[:, 1], truth[:, 1]):6.3f}")

    emitter, receiver = side(test, 0), side(test, 1)
    wrong_emitter = side(test[1:] + test[:1], 0)
    report(("both sides", "wrong emitter"), np.hstack([side(train, 0), side(train, 1)]),
           np.hstack([emitter, receiver]), np.hstack([wrong_emitter, receiver]))
    report(("emitter only",), side(train, 0), emitter)
    report(("receiver only",), side(train, 1), receiver)


if __name__ == "__main__":
    warnings.simplefilter("ignore", ConvergenceWarning)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
