"""Compares a training batch with the double precision reference: python compare_with_reference.py FILE"""
import sys

import numpy as np
from autograd import grad

from comparison import Comparison
from reference_network import forward, losses

batch = Comparison(sys.argv[1])
weights = {name: array.astype(float) for name, array in batch.weights.items()}
emitter, receiver = batch.emitter.astype(float), batch.receiver.astype(float)


def objective(weights):
    return batch.objective(losses(*forward(weights, batch.metadata, emitter, receiver), batch.labels))


prediction, attended = forward(weights, batch.metadata, emitter, receiver)
batch.report(prediction, losses(prediction, attended, batch.labels), grad(objective)(weights))
