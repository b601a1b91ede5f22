"""Predicts one window with a model folder's SavedModel, in Python's TensorFlow.

python predict_with_tensorflow.py MODEL WINDOW    WINDOW: safetensors with emitter and receiver [steps, channels], standardised
prints [steps x 2] numbers, one a line
"""
import sys

import tensorflow as tf

import safetensors_file

window, _ = safetensors_file.read(sys.argv[2])
predict = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
result = predict(emitter=tf.constant(window["emitter"][None]), receiver=tf.constant(window["receiver"][None]))
for value in result["prediction"].numpy().ravel():
    print(repr(float(value)))
