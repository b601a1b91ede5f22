"""The product's `gru` in PyTorch: for each person a dense layer and a GRU, two attentions to the other's past, output layers."""
import zlib

import torch
from torch import nn
from torch.nn import functional as F

ENCODING, HIDDEN, HEADS, UNITS, DROPOUT = 64, 64, 16, 16, 0.1


class Gru(nn.Module):
    def __init__(self, widths, masks, targets, seed):
        """widths: columns of emitter and receiver; masks: columns beside them that say what is there, 0 for none.

        Every weight begins by its name and the seed, as in the product: with and without masks all that both have is alike."""
        super().__init__()
        self.weights = nn.ParameterDict()
        self.seed = seed
        for person, width, mask in zip("er", widths, masks):
            self.glorot(person + "_encoder", width, ENCODING)
            self.constant(person + "_encoder_bias", 0, ENCODING)
            if mask:
                self.glorot(person + "_mask", mask, ENCODING, fans=width + mask + ENCODING)
            self.glorot(person + "_gates", ENCODING + HIDDEN, 2 * HIDDEN, fans=ENCODING + 2 * HIDDEN)
            self.constant(person + "_gates_bias", 1, 2 * HIDDEN)
            self.glorot(person + "_candidate", ENCODING + HIDDEN, HIDDEN, fans=ENCODING + 2 * HIDDEN)
            self.constant(person + "_candidate_bias", 0, HIDDEN)
            for role in ("query", "key", "value", "result"):
                self.glorot(f"{person}_{role}", HIDDEN, HIDDEN)
                self.constant(f"{person}_{role}_bias", 0, HIDDEN)
        self.targets = targets
        for target in range(targets):
            self.glorot(f"{target}_hidden", 4 * HIDDEN, UNITS)
            self.constant(f"{target}_hidden_bias", 0, UNITS)
            self.glorot(f"{target}_output", UNITS, 1)
            self.constant(f"{target}_output_bias", 0, 1)

    def glorot(self, name, rows, columns, fans=None):
        chance = torch.Generator().manual_seed(self.seed * 1_000_003 + zlib.crc32(name.encode()))
        limit = (6 / (fans or rows + columns)) ** 0.5
        self.weights[name] = nn.Parameter((2 * torch.rand(rows, columns, generator=chance) - 1) * limit)

    def constant(self, name, value, size):
        self.weights[name] = nn.Parameter(torch.full((size,), float(value)))

    def dense(self, name, x):
        return torch.addmm(self.weights[name + "_bias"], x.flatten(0, -2), self.weights[name]).unflatten(0, x.shape[:-1])

    def forward(self, people, there, chance=None, asked=None):
        """people: [windows, steps, columns] of both; there: the same of masks; chance: of a dropout; asked: steps to predict, or
        all. [windows, steps, targets]"""
        encoded = [self.dense(person + "_encoder", x) for person, x in zip("er", people)]
        encoded = [x + mask @ self.weights[person + "_mask"] if person + "_mask" in self.weights else x
                   for person, x, mask in zip("er", encoded, there)]
        states = self.recur(torch.stack([x.transpose(0, 1) for x in encoded], 1))  # both people in one go
        e, r = (states[:, person].transpose(0, 1) for person in (0, 1))
        asked = slice(None) if asked is None else asked
        top = torch.cat([e[:, asked], r[:, asked], self.attend("e", e, r, asked), self.attend("r", r, e, asked)], 2)
        hidden = [F.relu(self.dense(f"{target}_hidden", top)) for target in range(self.targets)]
        if chance is not None:
            hidden = [x * (torch.rand(x.shape, generator=chance) >= DROPOUT) / (1 - DROPOUT) for x in hidden]
        return torch.cat([self.dense(f"{target}_output", x) for target, x in enumerate(hidden)], 2)

    def recur(self, x):
        """TensorFlow's GRU, which resets the state before its product: x [steps, people, windows, encoding] to states."""
        both = lambda name: torch.stack([self.weights[person + name] for person in "er"])
        gates, candidate = both("_gates"), both("_candidate")
        to_gates = x @ gates[:, :ENCODING] + both("_gates_bias").unsqueeze(1)
        to_candidate = x @ candidate[:, :ENCODING] + both("_candidate_bias").unsqueeze(1)
        of_gates, of_candidate = gates[:, ENCODING:].contiguous(), candidate[:, ENCODING:].contiguous()
        state = x.new_zeros(*x.shape[1:3], HIDDEN)
        states = []
        for to_gate, to_new in zip(to_gates.unbind(0), to_candidate.unbind(0)):
            reset, keep = torch.baddbmm(to_gate, state, of_gates).sigmoid().chunk(2, 2)
            new = torch.baddbmm(to_new, reset * state, of_candidate).tanh()
            state = torch.lerp(new, state, keep)
            states.append(state)
        return torch.stack(states)

    def attend(self, person, asks, answers, asked, span=100):
        """What each asked step finds in the last `span` steps, itself among them."""
        query = self.dense(person + "_query", asks[:, asked])
        key, value = (self.dense(f"{person}_{role}", answers) for role in ("key", "value"))
        query, key, value = (x.unflatten(2, (HEADS, -1)).transpose(1, 2) for x in (query, key, value))
        steps = torch.arange(answers.shape[1])
        back = steps[asked].unsqueeze(1) - steps
        past = len(steps) <= span and query.shape == key.shape  # which costs less than a mask of its own
        found = F.scaled_dot_product_attention(query, key, value, is_causal=past,
                                               attn_mask=None if past else (back >= 0) & (back < span))
        return self.dense(person + "_result", found.transpose(1, 2).flatten(2))


def discordance(predicted, labels):
    """1 - CCC over the labelled steps of a batch, summed over the targets."""
    total = 0
    for p, y in zip(predicted.flatten(0, 1).unbind(1), labels.flatten(0, 1).unbind(1)):
        known = y.isfinite()
        p, y = p[known], y[known]
        spread = p.var(correction=0) + y.var(correction=0) + (p.mean() - y.mean()) ** 2
        total = total + 1 - 2 * ((p - p.mean()) * (y - y.mean())).mean() / (spread + 1e-8)
    return total
