"""The features that `rapport train` and `rapport evaluate` keep in a study's .cache, standardised as the product does."""
import json
import struct
from collections import namedtuple
from pathlib import Path

import numpy as np

CLIP = 10  # standard deviations, as in the contract
NODE = "rapport.resampler"

Recording = namedtuple("Recording", "times emitter receiver labels channels rate")
"""times [rows]; emitter, receiver [rows, columns]; labels [rows, targets]; channels: (type, extractor) of both's columns"""


def read(path):
    """One file, as FeatureFile.java writes it, the node that made it, and the values that its people reported."""
    raw = path.read_bytes()
    size, = struct.unpack("<i", raw[:4])
    described = json.loads(raw[4:4 + size])
    at = padded(4 + size)

    def take(kind, count):
        nonlocal at
        array = np.frombuffer(raw, kind, count, at)
        at += array.nbytes
        return array

    rows = described["rows"]
    times = take("<f8", rows)
    labels, reported = [], []
    for count in described["reports"]:
        moments, values = take("<f8", count), take("<f4", count)
        at = padded(at)
        last = np.searchsorted(moments, times, "right") - 1  # a report holds until the next one
        labels.append(np.where(last >= 0, values[np.maximum(last, 0)], np.nan))
        reported.append(values.tobytes())
    people, channels = [], []
    for person in ("emitter", "receiver"):
        channels.append([(channel["type"], channel["extractor"]) for channel in described[person]])
        people.append(take("<f4", rows * len(channels[-1])).reshape(rows, -1))
    recording = Recording(times, *people, np.stack(labels, 1), channels, described["rate"])
    return recording, described["provenance"]["node"], tuple(reported)


def padded(at):
    return -(-at // 8) * 8


def study(folder):
    """Each recording once, on the clock that recorded: features of another clock and of other code lie beside it. In the order
    of what people reported, which no cache decides."""
    found = {}
    for path in sorted(Path(folder, ".cache").glob("*.features")):
        recording, node, reported = read(path)
        if node == NODE and (reported not in found or recording.times[0] < found[reported].times[0]):
            found[reported] = recording
    if not found:
        raise SystemExit(f"{folder}/.cache has no features of {NODE}; run rapport train or evaluate on the study first")
    return [found[reported] for reported in sorted(found)]


def modalities(channels):
    """The columns of each (type, extractor): those of one device, which come and go together."""
    columns = {}
    for column, key in enumerate(channels):
        columns.setdefault(key, []).append(column)
    return columns


class Standard:
    """Mean 0 and deviation 1 of the recordings that are learned from, outliers held as by RobustMoments.java (these have few)."""

    def __init__(self, recordings):
        self.emitter, self.receiver = (moments([getattr(one, person) for one in recordings])
                                       for person in ("emitter", "receiver"))
        labels = np.concatenate([one.labels for one in recordings])
        self.labels = np.nanmean(labels, 0), np.nanstd(labels, 0)

    def person(self, rows, moments):
        """A missing value is 0, the training mean."""
        mean, deviation = moments
        return np.nan_to_num(np.clip((rows - mean) / np.where(deviation > 0, deviation, np.inf), -CLIP, CLIP)).astype(np.float32)

    def apply(self, recording):
        """The recording in standard units, and of each person which modality is there: [rows, modalities]."""
        mean, deviation = self.labels
        there = [np.stack([np.isfinite(rows[:, columns]).any(1) for columns in modalities(channels).values()], 1)
                 for rows, channels in zip((recording.emitter, recording.receiver), recording.channels)]
        return recording._replace(emitter=self.person(recording.emitter, self.emitter),
                                  receiver=self.person(recording.receiver, self.receiver),
                                  labels=((recording.labels - mean) / deviation).astype(np.float32)), there


def moments(people):
    rows = np.concatenate(people)
    low, high = np.nanquantile(rows, (0.01, 0.99), axis=0)
    held = np.clip(rows, low - 3 * (high - low), high + 3 * (high - low)).astype(float)
    return np.nanmean(held, 0), np.maximum(np.nanstd(held, 0), (high - low) / 10)
