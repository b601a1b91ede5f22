"""Compares a training batch with PyTorch: python compare_with_pytorch.py FILE"""
import sys

import torch

from comparison import Comparison
from pytorch_network import gradients, losses, with_weights

batch = Comparison(sys.argv[1])
network = with_weights(batch.weights, batch.metadata).eval()
emitter, receiver, labels = (torch.tensor(array) for array in (batch.emitter, batch.receiver, batch.labels))
prediction, attended = network(emitter, receiver)
values = losses(prediction, attended, labels)
batch.objective(values).backward()
batch.report(prediction.detach().numpy(), [loss and loss.item() for loss in values], gradients(network))
