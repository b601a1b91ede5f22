"""The same networks from PyTorch's own layers, and Rapport's weights in them."""
import torch
from torch import nn
from torch.nn import functional as F


class Encoder(nn.Module):
    def __init__(self, columns, encoding, hidden, activation, causal):
        super().__init__()
        self.dense = nn.Linear(columns, encoding)
        self.activation = nn.ReLU() if activation == "relu" else nn.Identity()
        self.lstm = nn.LSTM(encoding, hidden, batch_first=True, bidirectional=not causal)

    def forward(self, x):
        return self.lstm(self.activation(self.dense(x)))[0]


class Attention(nn.Module):
    def __init__(self, width, heads, causal):
        super().__init__()
        self.query, self.key, self.value, self.result = (nn.Linear(width, width) for _ in range(4))
        self.heads, self.causal = heads, causal

    def forward(self, asks, answers):
        query, key, value = (layer(x).unflatten(2, (self.heads, -1)).transpose(1, 2)
                             for layer, x in ((self.query, asks), (self.key, answers), (self.value, answers)))
        attended = F.scaled_dot_product_attention(query, key, value, is_causal=self.causal)
        return self.result(attended.transpose(1, 2).flatten(2))


class Heads(nn.Module):
    def __init__(self, width, units, dropout):
        super().__init__()
        self.targets = nn.ModuleList(
            nn.Sequential(nn.Linear(width, units), nn.ReLU(), nn.Dropout(dropout), nn.Linear(units, 1)) for _ in range(2))

    def forward(self, x):
        return torch.cat([target(x) for target in self.targets], dim=2)


class CrossDomainNetwork(nn.Module):
    NAMES = ("emitter", "receiver", "emitter-to-receiver", "receiver-to-emitter")

    def __init__(self, emitter_width, receiver_width, encoding=64, hidden=64, heads=16, units=16, dropout=0.5,
                 activation="none", kept=NAMES, causal=False):
        """hidden: units of one direction of an LSTM."""
        super().__init__()
        width = hidden if causal else 2 * hidden
        self.emitter = Encoder(emitter_width, encoding, hidden, activation, causal)
        self.receiver = Encoder(receiver_width, encoding, hidden, activation, causal)
        self.attentions = nn.ModuleDict({name: Attention(width, heads, causal) for name in self.NAMES})
        self.heads = Heads(len(kept) * width, units, dropout)
        self.kept = kept

    def forward(self, emitter, receiver):
        encoded = {"emitter": self.emitter(emitter), "receiver": self.receiver(receiver)}
        attended = {}
        for name, layer in self.attentions.items():
            asks, _, answers = name.partition("-to-")
            attended[name] = layer(encoded[asks], encoded[answers or asks])
        return self.heads(torch.cat([attended[name] for name in self.kept], dim=2)), attended


class LstmNetwork(nn.Module):
    def __init__(self, columns, hidden=64, units=16, dropout=0.5):
        super().__init__()
        self.lstm = nn.LSTM(columns, hidden, batch_first=True, bidirectional=True)
        self.heads = Heads(2 * hidden, units, dropout)

    def forward(self, emitter, receiver):
        return self.heads(self.lstm(torch.cat([emitter, receiver], dim=2))[0]), {}


class Gru(nn.Module):
    """Cho et al. 2014, whose reset gate opens before the candidate's product; that of nn.GRU opens after it."""
    def __init__(self, columns, hidden):
        super().__init__()
        self.gates = nn.Linear(columns + hidden, 2 * hidden)
        self.candidate = nn.Linear(columns + hidden, hidden)

    def forward(self, x):
        h = x.new_zeros(len(x), self.candidate.out_features)
        states = []
        for step in x.unbind(1):
            reset, update = self.gates(torch.cat([step, h], dim=1)).sigmoid().chunk(2, dim=1)
            h = torch.lerp(self.candidate(torch.cat([step, reset * h], dim=1)).tanh(), h, update)
            states.append(h)
        return torch.stack(states, dim=1)


class GruNetwork(nn.Module):
    """Its attentions see as many steps as a window has: with one window, all of the past."""
    def __init__(self, emitter_width, receiver_width, encoding, hidden, heads, units, activation, kept, dropout=0.1):
        super().__init__()
        self.encoders = nn.ModuleDict({"emitter": nn.Linear(emitter_width, encoding),
                                       "receiver": nn.Linear(receiver_width, encoding)})
        self.activation = nn.ReLU() if activation == "relu" else nn.Identity()
        self.grus = nn.ModuleDict({person: Gru(encoding, hidden) for person in self.encoders})
        self.attentions = nn.ModuleDict({name: Attention(hidden, heads, True) for name in kept})
        self.heads = Heads((2 + len(kept)) * hidden, units, dropout)

    def forward(self, emitter, receiver):
        states = {person: self.grus[person](self.activation(self.encoders[person](x)))
                  for person, x in (("emitter", emitter), ("receiver", receiver))}
        attended = [layer(states[name.split("-to-")[0]], states[name.split("-to-")[1]])
                    for name, layer in self.attentions.items()]
        return self.heads(torch.cat([states["emitter"], states["receiver"], *attended], dim=2)), {}


def losses(prediction, attended, labels):
    """Task, KD and SE; the latter two are None for a network without attentions."""
    task = sum(F.mse_loss(p[known], y[known]) for p, y, known in zip(prediction.unbind(2), labels.unbind(2),
                                                                     labels.isfinite().unbind(2)))
    if not attended:
        return task, None, None
    he, hr = attended["emitter"], attended["receiver"]
    distillation = F.mse_loss(he, hr) + F.mse_loss(hr, he)
    enhancement = divergence(attended["emitter-to-receiver"], he) + divergence(attended["receiver-to-emitter"], hr)
    return task, distillation, enhancement


def divergence(p, q):
    """KL over time, summed over the steps, mean over columns and batch."""
    return F.kl_div(q.log_softmax(1), p.log_softmax(1), reduction="none", log_target=True).sum(1).mean()


def with_weights(weights, metadata):
    """A network as Rapport trained it."""
    units = len(weights["target0_hidden_bias"])
    if metadata["architecture"] == "lstm":
        hidden = len(weights["lstm_forward_bias"]) // 4
        network = LstmNetwork(len(weights["lstm_forward_kernel"]) - hidden, hidden, units)
    elif metadata["architecture"] == "gru":
        emitter_width, encoding = weights["emitter_encoder_kernel"].shape
        network = GruNetwork(emitter_width, len(weights["receiver_encoder_kernel"]), encoding,
                             len(weights["emitter_gru_candidate_bias"]), int(metadata["heads"]), units, metadata["activation"],
                             [name for name in metadata["attentions"].split() if "-to-" in name])
    else:
        emitter_width, encoding = weights["emitter_encoder_kernel"].shape
        network = CrossDomainNetwork(
            emitter_width, len(weights["receiver_encoder_kernel"]), encoding, len(weights["emitter_lstm_forward_bias"]) // 4,
            int(metadata["heads"]), units, activation=metadata["activation"], kept=metadata["attentions"].split(),
            causal=metadata["architecture"] == "cross-domain-causal")
    with torch.no_grad():
        for name, layer in linears(network).items():
            layer.weight.copy_(torch.tensor(weights[name + "_kernel"]).T)
            layer.bias.copy_(torch.tensor(weights[name + "_bias"]))
        for name, (layer, direction) in lstms(network).items():
            of_input, of_state, bias, second_bias = (getattr(layer, part + direction) for part in LSTM_PARTS)
            kernel = torch.tensor(weights[name + "_kernel"])
            of_input.copy_(kernel[:layer.input_size].T)
            of_state.copy_(kernel[layer.input_size:].T)
            bias.copy_(torch.tensor(weights[name + "_bias"]))
            second_bias.zero_()
    return network


def gradients(network):
    """By Rapport's names; a layer that the objective does not reach has zeros."""
    found = {}
    for name, layer in linears(network).items():
        found[name + "_kernel"], found[name + "_bias"] = gradient(layer.weight).T, gradient(layer.bias)
    for name, (layer, direction) in lstms(network).items():
        of_input, of_state, bias, _ = (gradient(getattr(layer, part + direction)) for part in LSTM_PARTS)
        found[name + "_kernel"], found[name + "_bias"] = torch.cat([of_input.T, of_state.T]), bias
    return {name: array.numpy() for name, array in found.items()}


def gradient(parameter):
    return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad


LSTM_PARTS = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def linears(network):
    """The dense layers by Rapport's names."""
    found = {}
    if isinstance(network, CrossDomainNetwork):
        found |= {"emitter_encoder": network.emitter.dense, "receiver_encoder": network.receiver.dense}
    if isinstance(network, GruNetwork):
        found |= {person + "_encoder": layer for person, layer in network.encoders.items()}
        found |= {f"{person}_gru_{part}": getattr(gru, part)
                  for person, gru in network.grus.items() for part in ("gates", "candidate")}
    if not isinstance(network, LstmNetwork):
        found |= {f"attention_{name.replace('-', '_')}_{role}": getattr(layer, role)
                  for name, layer in network.attentions.items() for role in ("query", "key", "value", "result")}
    for number, target in enumerate(network.heads.targets):
        found |= {f"target{number}_hidden": target[0], f"target{number}_output": target[-1]}
    return found


def lstms(network):
    """The directions of the LSTMs by Rapport's names: the layer, and what its direction is called in it."""
    if isinstance(network, GruNetwork):
        return {}
    layers = ({"emitter_lstm": network.emitter.lstm, "receiver_lstm": network.receiver.lstm}
              if isinstance(network, CrossDomainNetwork) else {"lstm": network.lstm})
    found = {f"{name}_forward": (layer, "") for name, layer in layers.items()}
    return found | {f"{name}_backward": (layer, "_reverse") for name, layer in layers.items() if layer.bidirectional}
