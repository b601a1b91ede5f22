"""Prints the windows of training in PyTorch in a second, and in a second of processor time:
python training_speed.py THREADS EMITTER-WIDTH RECEIVER-WIDTH STEPS [float32|bfloat16 [cuda]]
bfloat16 is by PyTorch's autocast."""
import statistics
import sys
import time

import numpy as np
import torch

from pytorch_network import CrossDomainNetwork, losses

BATCH, WINDOW, WARM_UP = 32, 100, 5

threads, emitter_width, receiver_width, steps = map(int, sys.argv[1:5])
bfloat16 = sys.argv[5:6] == ['bfloat16']
device = sys.argv[6] if len(sys.argv) > 6 else 'cpu'
torch.set_num_threads(threads)
random = np.random.default_rng(1)
emitter, receiver, labels = (random.standard_normal((BATCH, WINDOW, width), dtype=np.float32)
                             for width in (emitter_width, receiver_width, 2))
network = CrossDomainNetwork(emitter_width, receiver_width).to(device).train()
adam = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
seconds = []
for step in range(WARM_UP + steps):
    if step == WARM_UP:
        processor = time.process_time()
    started = time.perf_counter()
    adam.zero_grad()
    with torch.autocast(device, torch.bfloat16, enabled=bfloat16):
        prediction, attended = network(torch.from_numpy(emitter).to(device), torch.from_numpy(receiver).to(device))
        total = sum(losses(prediction, attended, torch.from_numpy(labels).to(device)))
    total.backward()
    adam.step()
    total.item()
    seconds.append(time.perf_counter() - started)
print(BATCH / statistics.median(seconds[WARM_UP:]), BATCH * steps / (time.process_time() - processor))
