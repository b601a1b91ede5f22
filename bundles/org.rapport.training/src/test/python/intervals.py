"""Prints what IntervalsTest expects: intervals.py, with NumPy and SciPy.

Written from the definitions, not from Rapport's code: a jackknife over dyads with Student's quantile on a scale where it is
symmetric (Efron 1982), its degrees of freedom from the kurtosis of the dyads' values; hierarchical conformal intervals
(Dunn, Wasserman and Ramdas 2022) at the lowest level of which each dyad that is left out finds nine tenths held; and how much
predictions are to grow, drawn to not at all as far as the jackknife says that chance decides it (James and Stein 1961).
"""
import numpy as np
from scipy import stats

FULL, EDGE = 0.9, 1e-9


def pairs(dyad, worse=False):
    i = np.arange(5)
    labels = np.float32(np.sin(dyad + i))
    predictions = np.float32(0.8 * np.sin(dyad + i) + 0.1 * np.cos(3 * dyad + 2 * i) + 0.02 * dyad)
    if worse:
        predictions = np.float32(0.5 * predictions.astype(float) + 0.1 * np.cos(i))
    return predictions.astype(float), labels.astype(float)


def pooled(dyads):
    return (np.concatenate(side) for side in zip(*dyads))


def ccc(dyads):
    p, y = pooled(dyads)
    return 2 * np.mean((p - p.mean()) * (y - y.mean())) / (p.var() + y.var() + (p.mean() - y.mean()) ** 2)


def rmse(dyads):
    p, y = pooled(dyads)
    return np.sqrt(np.mean((p - y) ** 2))


def without_each(score, dyads):
    return np.array([score(dyads[:i] + dyads[i + 1:]) for i in range(len(dyads))])


def interval(whole, left_out, scale=lambda v: v, back=lambda v: v):
    values, n = scale(left_out), len(left_out)
    squares = ((values - values.mean()) ** 2).sum()
    kurtosis = n * ((values - values.mean()) ** 4).sum() / squares ** 2
    freedom = np.clip(2 * n / (max(1, kurtosis) * (1 + 4 / n)) - 1, 1.5, n - 1)
    half = stats.t.ppf(0.975, freedom) * np.sqrt((n - 1) / n * squares)
    return back(scale(whole) - half), back(scale(whole) + half)


def quantile(dyads, level):
    """Of residuals, each dyad counting the same, and one more dyad that is nowhere; straight between two of them."""
    wanted, below, last = level * (len(dyads) + 1), 0, None
    for value, weight in sorted((value, 1 / len(dyad)) for dyad in dyads for value in dyad):
        if wanted <= below + weight + EDGE:
            return value if last is None else last + min(1, (wanted - below) / weight) * (value - last)
        below, last = below + weight, value
    return np.inf


def held(half_width, dyads):
    """The part of the dyad left out that the others' half width holds, on average."""
    return np.mean([np.mean(np.array(dyad) <= half_width(dyads[:i] + dyads[i + 1:])) for i, dyad in enumerate(dyads)])


def conformal(dyads):
    levels = [0.6 + 0.01 * step for step in range(31)]
    chosen = next((level for level in levels if held(lambda others: quantile(others, level), dyads) >= FULL - EDGE), levels[-1])
    return quantile(dyads, chosen)


def growth(dyads):
    p, y = pooled(dyads)
    return np.log(y.std() / p.std())


def slope(dyads):
    left_out, n = without_each(growth, dyads), len(dyads)
    chance = (n - 1) / n * ((left_out - left_out.mean()) ** 2).sum()
    return np.exp(growth(dyads) * max(0, 1 - chance / growth(dyads) ** 2))


def residuals(dyad):
    return [((dyad * 7 + i * 3) % 20 + 1) / 4 for i in range(3 + dyad % 4)]


better, worse = [pairs(d) for d in range(12)], [pairs(d, True) for d in range(12)]
print("ofCorrelation", *interval(ccc(better), without_each(ccc, better), np.arctanh, np.tanh))
print("ofSize", *interval(rmse(better), without_each(rmse, better), np.log, np.exp))
print("difference", ccc(better) - ccc(worse),
      *interval(ccc(better) - ccc(worse), without_each(ccc, better) - without_each(ccc, worse)))
for count in (10, 11, 12, 14, 15):
    dyads = [residuals(d) for d in range(count)]
    print("conformal of", count, conformal(dyads), held(conformal, dyads))
for count in (3, 4, 6, 12):
    print("slope of", count, slope(worse[:count]), "not drawn to 1", np.exp(growth(worse[:count])))
    print("slope of", count, slope(better[:count]), "not drawn to 1", np.exp(growth(better[:count])))
