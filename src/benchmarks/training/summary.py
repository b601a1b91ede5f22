"""Sums up rounds on standard input, each two speeds on a line, ours and PyTorch's: python summary.py WIDTHS THREADS"""
import sys
from statistics import median

widths, threads = sys.argv[1:]
rounds = [tuple(map(float, line.split())) for line in sys.stdin]
ours, theirs = (median(column) for column in zip(*rounds))
ratios = [mine / other for mine, other in rounds]
print(f"emitter and receiver {widths} wide, {threads} thread(s): {ours:.0f} windows/s, PyTorch {theirs:.0f}, "
      f"ratio {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})", flush=True)
