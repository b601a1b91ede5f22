"""One training batch of Rapport's: what went in, and what came out to compare with."""
import numpy as np

import safetensors_file


class Comparison:
    def __init__(self, path):
        arrays, self.metadata = safetensors_file.read(path)
        self.weights = {name: array for name, array in arrays.items() if ":" not in name}
        self.emitter, self.receiver, self.labels = (arrays["input:" + name] for name in ("emitter", "receiver", "labels"))
        self.expected = {name: array for name, array in arrays.items() if name.startswith(("output:", "loss:", "gradient:"))}

    def objective(self, losses):
        """What the step minimises."""
        task, distillation, enhancement = losses
        if distillation is None:
            return task
        return (task + float(self.metadata["distillation"]) * distillation
                + float(self.metadata["enhancement"]) * enhancement)

    def report(self, prediction, losses, gradients):
        """Prints each array's largest difference and its largest value, one a line: NAME DIFFERENCE VALUE."""
        found = {"output:prediction": prediction}
        found |= {"loss:" + name: loss for name, loss in zip(("task", "distillation", "enhancement"), losses) if loss is not None}
        found |= {"gradient:" + name: gradient for name, gradient in gradients.items()}
        if found.keys() != self.expected.keys():
            raise SystemExit(f"only one of the two has {sorted(found.keys() ^ self.expected.keys())}")
        for name, array in found.items():
            array = np.asarray(array, dtype=float).reshape(self.expected[name].shape)
            print(name, np.max(np.abs(array - self.expected[name])), np.max(np.abs(array)))
