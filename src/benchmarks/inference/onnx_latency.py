"""Prints what a window takes in ONNX Runtime: onnx_latency.py MODEL.onnx THREADS PREDICTIONS"""
import sys
import time

import numpy
import onnxruntime

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = int(sys.argv[2])
session = onnxruntime.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])
random = numpy.random.default_rng(1)
inputs = {i.name: random.standard_normal([1] + list(i.shape[1:])).astype(numpy.float32) for i in session.get_inputs()}
times = []
for i in range(-200, int(sys.argv[3])):
    started = time.perf_counter()
    session.run(None, inputs)
    if i >= 0:
        times.append(time.perf_counter() - started)
times.sort()
print(f"ONNX Runtime p50 {times[len(times) // 2] * 1e3:.2f} p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms")
