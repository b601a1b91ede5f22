"""Predicts one window with a model folder's weights.safetensors and contract.json alone, in double precision.

python predict_with_reference.py MODEL WINDOW    WINDOW: safetensors with emitter and receiver [steps, channels], raw
prints [steps x 2] numbers, one a line
"""
import json
import sys
from pathlib import Path

import numpy as np

import safetensors_file
from reference_network import forward

model = Path(sys.argv[1])
contract = json.loads((model / "contract.json").read_text())
weights, metadata = safetensors_file.read(model / "weights.safetensors")
window, _ = safetensors_file.read(sys.argv[2])


def standardised(person):
    mean, std = (np.array([column[key] for column in contract[person]]) for key in ("mean", "std"))
    columns = np.nan_to_num((window[person] - mean) / std)
    return np.concatenate([columns, masks(person)], axis=1)[np.newaxis]


def masks(person):
    """Of each modality 1 where it is there, if the model has masks."""
    modalities = [(column["type"], column["extractor"]) for column in contract[person]] if contract.get("masks") else []
    there = np.isfinite(window[person])
    return np.array([there[:, [key == other for other in modalities]].any(axis=1) for key in dict.fromkeys(modalities)]).reshape(
        -1, len(there)).T


prediction, _ = forward({name: array.astype(float) for name, array in weights.items()}, metadata, standardised("emitter"),
                        standardised("receiver"))
mean, std = (np.array([target[key] for target in contract["targets"]]) for key in ("mean", "std"))
for value in (prediction[0] * std + mean).ravel():
    print(repr(float(value)))
