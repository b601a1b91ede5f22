"""Sends eight streams a dyad with the native library, as Discovery.java does: outlets.py DYADS"""
import sys
import time

import pylsl

outlets = []
for device in range(8):
    for dyad in range(int(sys.argv[1])):
        info = pylsl.StreamInfo(f"device{device}", f"Type{device}", 1, 0, "float32", f"{dyad}-{device}")
        info.desc().append_child_value("role", "receiver" if device % 2 else "emitter")
        info.desc().append_child_value("dyad", f"d{dyad}")
        outlets.append(pylsl.StreamOutlet(info))
print("ready", flush=True)
time.sleep(1e6)
