"""Does it help a `gru` to be told which modality is missing? PYTHON masks.py STUDY UNSEEN OUT [SEEDS [KIND ...]]

PYTHON has torch and numpy. STUDY and UNSEEN are study folders whose features `rapport train` and `rapport evaluate` have kept in
.cache. Of STUDY 32 sessions are learned from and 4 choose the epoch; all of UNSEEN are scored, as they are and with parts
missing, before calibration. Each KIND of loss in training (0.1 is the product's; losses.py) is trained without and with mask
columns, a column for each modality of each person, 1 where it is there and 0 where it is missing, with SEEDS seeds (3), from the
same weights on and with the same draws. OUT keeps a file for each network, and the same command goes on with what is there. One
thread. --report prints the tables alone."""
import copy
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch

import losses
import scores
from features import Standard, modalities, study
from gru import Gru, discordance

STEPS, HOP, LIVE_HOP, BATCH, EPOCHS, RATE, HALVE = 100, 25, 5, 32, 8, 1e-3, 3
LEARN, CHOOSE = 32, 4
KINDS = ("0.1", "0.3", "0.3+")
TARGETS = ("competence", "warmth")


class Signals:
    """Recordings in standard units, one after the other."""

    def __init__(self, recordings, standard):
        self.recordings = recordings
        applied = [standard.apply(one) for one in recordings]
        self.people = [np.concatenate([getattr(one, person) for one, _ in applied]) for person in ("emitter", "receiver")]
        self.labels = np.concatenate([one.labels for one, _ in applied])
        self.there = [np.concatenate([there[person] for _, there in applied]) for person in (0, 1)]
        self.starts = np.cumsum([0] + [len(one.times) for one in recordings])
        self.of_column = [np.array([list(modalities(person)).index(key) for key in person]) for person in recordings[0].channels]
        self.names = [f"{person} {' '.join(key).strip()}"
                      for person, channels in zip(("emitter", "receiver"), recordings[0].channels)
                      for key in modalities(channels)]
        self.split = len(modalities(recordings[0].channels[0]))

    def batch(self, rows, lost):
        """rows: [windows, steps]; lost: [windows, steps, modalities of both]: both people's columns and masks."""
        people, masks = [], []
        for signals, there, of_column, gone in zip(self.people, self.there, self.of_column,
                                                   (lost[..., :self.split], lost[..., self.split:])):
            people.append(torch.from_numpy(np.where(gone[..., of_column], np.float32(0), signals[rows])))
            masks.append(torch.from_numpy((there[rows] & ~gone).astype(np.float32)))
        return people, masks

    def pieces(self):
        """(recording, first row, row after the last, number of the first row) of what has no gap."""
        for i, one in enumerate(self.recordings):
            numbers = np.round(one.times * one.rate).astype(int)
            breaks = [0, *(np.flatnonzero(np.diff(numbers) != 1) + 1), len(numbers)]
            for begin, end in zip(breaks, breaks[1:]):
                yield i, self.starts[i] + begin, self.starts[i] + end, numbers[begin]

    def windows(self):
        """First rows of the windows to learn from."""
        return np.array([row for i, begin, end, _ in self.pieces() for row in range(begin, end - STEPS + 1)
                         if (row - self.starts[i]) % HOP == 0 and np.isfinite(self.labels[row:row + STEPS]).any()])


def predict(network, signals, lost):
    """As live: a state begins anew at every second multiple of a window's rows, and has then seen one to two windows. Gives the
    rows that are due and their predictions, [rows], [rows, targets]; lost: [rows of all recordings, modalities]."""
    segments = {}
    for _, begin, end, number in signals.pieces():
        for block in range(number // STEPS, (number + end - begin - 1) // STEPS + 1):
            first = max(number, (block - 1) * STEPS)
            due = [n - first for n in range(max(block * STEPS, number), min((block + 1) * STEPS, number + end - begin))
                   if n % LIVE_HOP == 0 and n - number >= STEPS - 1]
            if due:
                segments.setdefault(tuple(due), []).append(begin + first - number)
    rows, predicted = [], []
    with torch.no_grad():
        for due, firsts in segments.items():
            for at in range(0, len(firsts), 64):
                span = np.array(firsts[at:at + 64])[:, None] + np.arange(due[-1] + 1)
                people, masks = signals.batch(span, lost[span])
                predicted.append(network(people, masks, asked=list(due)).flatten(0, 1).numpy())
                rows.append(span[:, list(due)].ravel())
    return np.concatenate(rows), np.concatenate(predicted)


def score(network, signals, lost):
    """Sums of each dyad, [targets, dyads, 6]."""
    rows, predicted = predict(network, signals, np.concatenate(lost))
    dyad = np.searchsorted(signals.starts, rows, "right") - 1
    return np.stack([scores.sums(predicted[dyad == i], signals.labels[rows[dyad == i]])
                     for i in range(len(signals.recordings))], 1)


def train(kind, masked, seed, learned, chosen):
    number = len(learned.names)
    widths = [person.shape[1] for person in learned.people]
    network = Gru(widths, (learned.split, number - learned.split) if masked else (0, 0), learned.labels.shape[1], seed)
    adam = torch.optim.Adam(network.parameters(), lr=RATE, fused=True)
    draws, dropouts = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    windows = learned.windows()
    nothing = [np.zeros((len(one.times), number), bool) for one in chosen.recordings]
    best, kept = -np.inf, None
    for epoch in range(EPOCHS):
        for group in adam.param_groups:
            group["lr"] = RATE * 0.5 ** (epoch // HALVE)
        order = draws.permutation(windows)
        total = []
        for at in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[at:at + BATCH, None] + np.arange(STEPS)
            people, masks = learned.batch(rows, losses.of_windows(kind, BATCH, STEPS, number, learned.recordings[0].rate, draws))
            adam.zero_grad()
            loss = discordance(network(people, masks, dropouts), torch.from_numpy(learned.labels[rows]))
            loss.backward()
            adam.step()
            total.append(loss.item())
        validation = scores.ccc(score(network, chosen, nothing).sum(1))
        print(f"  epoch {epoch + 1} loss {np.mean(total):.3f} validation {validation.round(3)} "
              f"processor {time.process_time():.0f} s", flush=True)
        if validation.mean() > best:
            best, kept = validation.mean(), copy.deepcopy(network.state_dict())
    network.load_state_dict(kept)
    return network


def report(out, names, seeds, kinds):
    """For each kind and condition: both scores, mean of the seeds, their difference with its intervals, and seeds alone."""
    def sums(kind, masked, condition):  # [seeds, targets, dyads, 6]
        return np.array([json.loads(file(out, kind, masked, seed).read_text())[condition] for seed in range(1, seeds + 1)])

    singles = ["without " + name for name in names]
    rows = {"complete": ["complete"], "one modality gone, mean": singles, "outages": ["outages"], "seconds": ["seconds"]}
    for kind in kinds:
        if not all(file(out, kind, masked, seed).exists() for masked in (False, True) for seed in range(1, seeds + 1)):
            continue
        print(f"\nloss in training {kind}, {seeds} seeds: CCC without masks, with masks, difference "
              "[95 % for other dyads and seeds] [for other dyads] (single seeds)")
        for name, conditions in (rows | {single: [single] for single in singles}).items():
            plain, masked = (np.stack([sums(kind, which, condition) for condition in conditions]) for which in (False, True))
            both = np.stack([plain, masked])  # [2, conditions, seeds, targets, dyads, 6]
            for target, word in enumerate(TARGETS):
                dyads = both[:, :, :, target]
                one, other = scores.ccc(dyads.sum(-2)).mean((1, 2))
                by_seed = np.diff(scores.ccc(dyads.sum(-2)).mean(1), axis=0)[0]
                difference = lambda whole: np.diff(scores.ccc(whole).mean((1, 2)))[0]
                halves = scores.interval_over_both(difference, dyads, by_seed), scores.interval(difference, dyads)
                intervals = " ".join(f"[{other - one - half:+.3f}, {other - one + half:+.3f}]" for half in halves)
                print(f"  {name:36} {word:11} {one:.3f} {other:.3f}  {other - one:+.3f} {intervals} "
                      f"({' '.join(f'{d:+.3f}' for d in by_seed)})")


def file(out, kind, masked, seed):
    return Path(out, f"{kind}-{'masks' if masked else 'plain'}-{seed}.json")


def main():
    words = [word for word in sys.argv[1:] if word != "--report"]
    if len(words) < 3:
        raise SystemExit(__doc__)
    folder, unseen, out = words[:3]
    seeds, kinds = int(words[3]) if len(words) > 3 else 3, words[4:] or KINDS
    torch.set_num_threads(1)
    recordings = study(folder)
    standard = Standard(recordings[:LEARN])
    learned = Signals(recordings[:LEARN], standard)
    if "--report" not in sys.argv:
        Path(out).mkdir(parents=True, exist_ok=True)
        chosen = Signals(recordings[LEARN:LEARN + CHOOSE], standard)
        scored = Signals(study(unseen), standard)
        print(f"{len(learned.windows())} windows, {len(scored.recordings)} unseen sessions, "
              f"modalities: {', '.join(learned.names)}")
        conditions = losses.conditions(scored.recordings, len(learned.names), learned.names)
        for seed in range(1, seeds + 1):
            for kind in kinds:
                for masked in (False, True):
                    result = file(out, kind, masked, seed)
                    if not result.exists():
                        print(result.stem, flush=True)
                        network = train(kind, masked, seed, learned, chosen)
                        found = {name: score(network, scored, lost).tolist() for name, lost in conditions.items()}
                        result.write_text(json.dumps(found))
                        print(f"  unseen {scores.ccc(np.array(found['complete']).sum(1)).round(3)}", flush=True)
    report(out, learned.names, seeds, kinds)


if __name__ == "__main__":
    main()
