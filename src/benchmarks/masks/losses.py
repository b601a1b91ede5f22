"""What is taken away: of windows in training, and of whole recordings that are scored. True where a modality is missing."""
import numpy as np

OUTAGE, BETWEEN = (5, 20), (10, 30)  # seconds


def of_windows(kind, count, steps, number, rate, chance):
    """[windows, steps, modalities]; kind: the part of windows that lose a modality, with "+" for an outage of 5 to 20 s that
    may begin or end in the window, without for the whole window, as the product's --modality-dropout does."""
    hit = chance.random((count, number)) < float(kind.rstrip("+"))
    if not kind.endswith("+"):
        return np.repeat(hit[:, None], steps, 1)
    length = chance.uniform(*OUTAGE, (count, number)) * rate
    begin = chance.uniform(-length, steps)
    step = np.arange(steps)[:, None]
    return hit[:, None] & (step >= begin[:, None]) & (step < (begin + length)[:, None])


def outages(rows, number, rate, chance):
    """Modalities that come and go: away for 5 to 20 s, there for 10 to 30 s."""
    lost = np.zeros((rows, number), bool)
    for modality in range(number):
        at = -chance.uniform(0, 50) * rate
        while at < rows:
            end = at + chance.uniform(*OUTAGE) * rate
            lost[max(0, round(at)):max(0, round(end)), modality] = True
            at = end + chance.uniform(*BETWEEN) * rate
    return lost


def seconds(rows, number, rate, chance, part=0.3):
    """As MissingInput.java: a second at a time."""
    second = round(rate)
    return np.repeat(chance.random((-(-rows // second), number)) < part, second, 0)[:rows]


def conditions(recordings, number, names):
    """Name to what is missing in each recording, [rows, modalities]."""
    shapes = [(len(one.times), number, one.rate) for one in recordings]
    every = {"complete": [np.zeros((rows, number), bool) for rows, _, _ in shapes]}
    for modality, name in enumerate(names):
        every["without " + name] = [np.broadcast_to(np.arange(number) == modality, (rows, number)) for rows, _, _ in shapes]
    every["outages"] = [outages(*shape, np.random.default_rng((1, i))) for i, shape in enumerate(shapes)]
    every["seconds"] = [seconds(*shape, np.random.default_rng((2, i))) for i, shape in enumerate(shapes)]
    return every
