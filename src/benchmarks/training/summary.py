"""Sums up rounds on standard input, each four speeds on a line: ours in a second and in a second of processor time, and
PyTorch's: python summary.py WIDTHS THREADS PRECISION"""
import sys
from statistics import median

widths, threads, precision = sys.argv[1:]
rounds = [tuple(map(float, line.split())) for line in sys.stdin]
for clock, (mine, other) in (("wall clock", (0, 2)), ("processor time", (1, 3))):
    ratios = [speeds[mine] / speeds[other] for speeds in rounds]
    print(f"emitter and receiver {widths} wide, {threads} thread(s), {precision}, {clock}: "
          f"{median(speeds[mine] for speeds in rounds):.0f} windows/s, PyTorch {median(speeds[other] for speeds in rounds):.0f}, "
          f"ratio {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})", flush=True)
