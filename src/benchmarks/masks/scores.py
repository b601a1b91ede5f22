"""CCC from sums of dyads, and intervals over dyads as the product's (Jackknife.java)."""
import numpy as np


def sums(predicted, labels):
    """Of one dyad, [targets, 6]: count, sums of both, of their squares and of their product."""
    rows = []
    for p, y in zip(predicted.T.astype(float), labels.T.astype(float)):
        known = np.isfinite(y)
        p, y = p[known], y[known]
        rows.append([len(p), p.sum(), y.sum(), (p * p).sum(), (y * y).sum(), (p * y).sum()])
    return np.array(rows)


def ccc(sums):
    """Of [..., 6]."""
    count, p, y, pp, yy, py = np.moveaxis(sums, -1, 0)
    p, y = p / count, y / count
    return 2 * (py / count - p * y) / (pp / count - p * p + yy / count - y * y + (p - y) ** 2)


def interval(score, dyads):
    """95 % of a score for other dyads: half its width; dyads: [..., dyads, 6]; score: of [..., 6]."""
    variance, freedom = over_dyads(score, dyads)
    return student(freedom) * variance ** 0.5


def interval_over_both(score, dyads, of_seeds):
    """The same for other dyads and other seeds, the score of each of which is given (Satterthwaite 1946)."""
    variance, freedom = over_dyads(score, dyads)
    of_seeds = np.asarray(of_seeds)
    seeds = of_seeds.var(ddof=1) / len(of_seeds)
    both = variance + seeds
    return student(both ** 2 / (variance ** 2 / freedom + seeds ** 2 / (len(of_seeds) - 1))) * both ** 0.5


def over_dyads(score, dyads):
    """Variance of a score, by leaving out each dyad, and its degrees of freedom."""
    whole = dyads.sum(-2)
    without = np.array([score(whole - dyads[..., i, :]) for i in range(dyads.shape[-2])])
    count = len(without)
    off = without - without.mean()
    squares = (off ** 2).sum()
    kurtosis = count * (off ** 4).sum() / squares ** 2
    freedom = max(1.5, min(count - 1, 2 * count / (max(1, kurtosis) * (1 + 4 / count)) - 1))
    return (count - 1) / count * squares, freedom


def student(freedom, steps=200_000):
    """What 95 % of the distribution are within."""
    angle = (np.arange(steps) + 0.5) * np.pi / 2 / steps
    share = np.cumsum(np.cos(angle) ** (freedom - 1))
    return freedom ** 0.5 * np.tan(np.interp(0.95 * share[-1], share, angle))
