#!/usr/bin/env python3
"""How long `rapport reproduce` takes on several nodes, from the times of a part and of the report. No packages needed.

    simulate.py [--epoch SECONDS] [--pass SECONDS] [--report SECONDS] [--start SECONDS]

A part trains 40 epochs and then predicts: the full model 18 times, the causal one twice, the others once. 14 networks and the causal
one, 10 folds, 3 seeds. Whoever is free takes the next part; the longest come first.
"""
import argparse
import heapq
import random
import statistics

NETWORKS, FOLDS, SEEDS, EPOCHS = 15, 10, 3, 40
PASSES = {0: 18, 1: 2}  # of the full and the causal model; 1 of all others
REPEATS = 40


def parts(epoch, predict):
    """Seconds of every part, the longest first."""
    each = [EPOCHS * epoch + PASSES.get(network, 1) * predict for network in range(NETWORKS)]
    return sorted(each * (FOLDS * SEEDS), reverse=True)


def hours(nodes, durations, spread, slow, lost, epoch, start, seed):
    """Until the last part is done. `lost` is the mean time between two deaths of a node, each of which costs half an epoch."""
    chance = random.Random(seed)
    speeds = [max(0.3, chance.gauss(1, spread)) / (3 if chance.random() < slow else 1) for _ in range(nodes)]
    free = [(0.0, node) for node in range(nodes)]
    end = 0.0
    for duration in durations:
        begin, node = heapq.heappop(free)
        need = start + duration / speeds[node]
        if lost and chance.random() < need / 3600 / lost:
            need += start + epoch / 2 / speeds[node]
        heapq.heappush(free, (begin + need, node))
        end = max(end, begin + need)
    return end / 3600


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--epoch", type=float, default=334, help="seconds of an epoch on a node")
    options.add_argument("--pass", type=float, default=70, dest="predict", help="seconds to predict a fold's test sessions once")
    options.add_argument("--report", type=float, default=60, help="seconds of the end of the command, which only reads run folders")
    options.add_argument("--start", type=float, default=30, help="seconds from one part to the next: Java, TensorFlow, the features")
    chosen = options.parse_args()
    durations = parts(chosen.epoch, chosen.predict)
    passes = sum(PASSES.get(network, 1) for network in range(NETWORKS)) * FOLDS * SEEDS
    print(f"{len(durations)} parts, {sum(durations) / 3600:.0f} h; {passes * chosen.predict / 3600:.1f} h of them are predictions, "
          f"which one machine would make at the end if parts stored none")
    print("nodes  ideal h  in parts h  +-15 %, one in 20 three times slower h  and one dies every 500 h  report s")
    for nodes in (1, 4, 16, 64):
        def mean(spread, slow, lost):
            return statistics.mean(hours(nodes, durations, spread, slow, lost, chosen.epoch, chosen.start, seed) for seed in range(REPEATS))
        print(f"{nodes:5d} {sum(durations) / 3600 / nodes:8.1f} {mean(0, 0, 0):11.1f} {mean(0.15, 0.05, 0):39.1f} "
              f"{mean(0.15, 0.05, 500):25.1f} {chosen.report:9.0f}")


if __name__ == "__main__":
    main()
