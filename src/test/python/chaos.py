"""Reads the recordings of a chaos run with pyxdf and checks that every life of a device is whole and in order.

usage: chaos.py FOLDER
"""
import collections
import pathlib
import sys

import numpy as np
import pyxdf

folder = pathlib.Path(sys.argv[1])
faults = []
samples = 0
lives_seen = set()
recordings = [sorted(folder.glob(pattern), key=lambda path: (len(path.name), path.name))
              for pattern in ("beside*.xdf", "disk*.xdf")]
for files in recordings:
    parts = collections.defaultdict(list)
    for file in files:
        streams, _ = pyxdf.load_xdf(str(file), synchronize_clocks=False, dejitter_timestamps=False)
        for stream in streams:
            name = stream["info"]["name"][0]
            if name.startswith("chaos-") and len(stream["time_series"]):
                values = np.asarray(stream["time_series"])
                samples += len(values)
                for life in np.unique(values[:, 1]):
                    parts[life].append((file.name, name, values[values[:, 1] == life, 0]))
    for life, pieces in parts.items():
        lives_seen.add(life)
        numbers = np.concatenate([piece[2] for piece in pieces])
        wrong = np.flatnonzero(np.diff(numbers) != 1)
        if len(wrong):
            faults.append(f"{pieces[0][0]}: {pieces[0][1]}, life {life:.0f}: {numbers[wrong[0] + 1]:.0f} follows "
                          f"{numbers[wrong[0]]:.0f}")
for fault in faults:
    print(fault)
print(f"{samples} samples of {len(lives_seen)} lives, {len(faults)} faults")
sys.exit(1 if faults or not samples else 0)
