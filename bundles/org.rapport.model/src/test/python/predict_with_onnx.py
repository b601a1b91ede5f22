"""Predicts windows with an ONNX file in ONNX Runtime: python predict_with_onnx.py FILE WINDOWS

WINDOWS: safetensors with emitter and receiver [windows, steps, channels], standardised; prints all predictions, one a line
"""
import sys

import onnxruntime

import safetensors_file

windows, _ = safetensors_file.read(sys.argv[2])
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
prediction, = session.run(["prediction"], {name: windows[name] for name in ("emitter", "receiver")})
for value in prediction.ravel():
    print(repr(float(value)))
