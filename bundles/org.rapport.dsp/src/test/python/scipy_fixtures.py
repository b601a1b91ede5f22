"""What SciPy makes of a signal, for comparison with the package org.rapport.dsp.offline.

python scipy_fixtures.py FOLDER               writes the fixtures of the unit tests
python scipy_fixtures.py decimate|resample N  transforms the numbers on standard input, one a line
"""
import sys
from pathlib import Path

import numpy as np
from scipy import signal

OPERATIONS = {"decimate": signal.decimate, "resample": signal.resample}
CASES = {
    "decimate": [(2, 28), (2, 160), (3, 161), (5, 160), (8, 160), (10, 159), (13, 160)],
    "resample": [(60, 160), (61, 160), (60, 161), (61, 161), (160, 60), (161, 60), (160, 61), (161, 61),
                 (97, 160), (160, 97), (160, 160), (5, 1), (1, 6), (2, 7), (7, 2), (64, 128), (128, 64)],
}


def numbers(values):
    return " ".join(repr(float(value)) for value in values)


def write_fixtures(folder):
    random = np.random.default_rng(7)
    time = np.arange(161)
    x = 3 + np.sin(0.05 * time) + 0.5 * np.sin(1.1 * time + 1) + 0.3 * random.standard_normal(161)
    (folder / "signal.txt").write_text(numbers(x) + "\n")
    for operation, cases in CASES.items():
        lines = [f"{parameter} {length} {numbers(OPERATIONS[operation](x[:length], parameter))}" for parameter, length in cases]
        (folder / f"{operation}.txt").write_text("\n".join(lines) + "\n")


if len(sys.argv) == 2:
    write_fixtures(Path(sys.argv[1]))
else:
    for value in OPERATIONS[sys.argv[1]](np.loadtxt(sys.stdin, ndmin=1), int(sys.argv[2])):
        print(repr(float(value)))
