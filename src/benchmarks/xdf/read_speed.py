"""Reads a recording with pyxdf and prints the seconds it took: read_speed.py FILE [default|raw]."""
import sys
import time

import pyxdf

raw = sys.argv[2] == "raw"  # raw: no clock synchronisation and no dejittering, which is what org.rapport.xdf does
start = time.perf_counter()
pyxdf.load_xdf(sys.argv[1], synchronize_clocks=not raw, dejitter_timestamps=not raw)
print(time.perf_counter() - start)
