"""Safetensors files, read with NumPy alone."""
import json
from pathlib import Path

import numpy as np


def read(path):
    """The arrays by name, and the file's metadata."""
    content = Path(path).read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(content[start + begin:start + end], "<f4").reshape(entry["shape"])
    return arrays, metadata
