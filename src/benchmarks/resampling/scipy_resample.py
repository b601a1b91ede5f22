"""Seconds, and seconds of processor time, that scipy.signal.resample takes for so many hours of 1 kHz to 30 Hz, the best of five."""
import sys
import time

import numpy
import scipy.signal

seconds = int(float(sys.argv[1]) * 3600)
signal = numpy.cumsum(numpy.random.default_rng(1).standard_normal(seconds * 1000))
times = []
busy = []
for _ in range(5):
    used = time.process_time()
    start = time.perf_counter()
    scipy.signal.resample(signal, seconds * 30)
    times.append(time.perf_counter() - start)
    busy.append(time.process_time() - used)
print(f"{min(times):.3f} {min(busy):.3f}")
