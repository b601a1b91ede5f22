"""The network and its losses (Li and Lai, Interspeech 2022, section 4), written from the paper in double precision with
NumPy; autograd derives the gradients. It reads the weights and metadata of weights.safetensors."""
import autograd.numpy as np

ATTENTIONS = {  # who asks whom
    "emitter": ("emitter", "emitter"),
    "receiver": ("receiver", "receiver"),
    "emitter-to-receiver": ("emitter", "receiver"),
    "receiver-to-emitter": ("receiver", "emitter"),
}


def forward(weights, metadata, emitter, receiver):
    """The prediction [batch, steps, 2], and what each attention gives, [batch, steps, 2h]."""
    architecture = metadata["architecture"]
    if architecture == "lstm":
        top = bidirectional(weights, "lstm", np.concatenate([emitter, receiver], axis=2))
        return heads(weights, top), {}
    if architecture == "gru":
        return gru_network(weights, metadata, emitter, receiver), {}
    causal = architecture == "cross-domain-causal"
    encoded = {person: encode(weights, metadata, person, signals, causal)
               for person, signals in (("emitter", emitter), ("receiver", receiver))}
    attended = {name: attend(weights, "attention_" + name.replace("-", "_"), int(metadata["heads"]), encoded[asks],
                             encoded[answers], causal)
                for name, (asks, answers) in ATTENTIONS.items()}
    top = np.concatenate([attended[name] for name in metadata["attentions"].split()], axis=2)
    return heads(weights, top), attended


def gru_network(weights, metadata, emitter, receiver):
    """Its attentions see as many steps as a window has: with one window, all of the past."""
    states = {person: gru(weights, person + "_gru", encoded(weights, metadata, person, signals))
              for person, signals in (("emitter", emitter), ("receiver", receiver))}
    attended = [attend(weights, "attention_" + name.replace("-", "_"), int(metadata["heads"]), states[ATTENTIONS[name][0]],
                       states[ATTENTIONS[name][1]], True)
                for name in metadata["attentions"].split() if name in ("emitter-to-receiver", "receiver-to-emitter")]
    return heads(weights, np.concatenate([states["emitter"], states["receiver"], *attended], axis=2))


def gru(weights, name, x):
    """Cho et al. 2014: the reset gate opens before the candidate's product."""
    width = len(weights[name + "_candidate_bias"])
    h = np.zeros((len(x), width))
    outputs = []
    for step in range(x.shape[1]):
        gates = sigmoid(dense(weights, name + "_gates", np.concatenate([x[:, step], h], axis=1)))
        reset, update = gates[:, :width], gates[:, width:]
        candidate = np.tanh(dense(weights, name + "_candidate", np.concatenate([x[:, step], reset * h], axis=1)))
        h = update * h + (1 - update) * candidate
        outputs.append(h)
    return np.stack(outputs, axis=1)


def encoded(weights, metadata, person, signals):
    x = dense(weights, person + "_encoder", signals)
    return np.maximum(x, 0) if metadata["activation"] == "relu" else x


def encode(weights, metadata, person, signals, causal):
    x = encoded(weights, metadata, person, signals)
    return lstm(weights, person + "_lstm_forward", x) if causal else bidirectional(weights, person + "_lstm", x)


def dense(weights, name, x):
    return x @ weights[name + "_kernel"] + weights[name + "_bias"]


def bidirectional(weights, name, x):
    backward = lstm(weights, name + "_backward", x[:, ::-1])[:, ::-1]
    return np.concatenate([lstm(weights, name + "_forward", x), backward], axis=2)


def lstm(weights, name, x):
    kernel, bias = weights[name + "_kernel"], weights[name + "_bias"]
    h = c = np.zeros((len(x), len(bias) // 4))
    outputs = []
    for step in range(x.shape[1]):
        i, f, g, o = np.split(np.concatenate([x[:, step], h], axis=1) @ kernel + bias, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return np.stack(outputs, axis=1)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def attend(weights, name, heads, asks, answers, causal):
    batch, steps, width = asks.shape

    def split(role, x):
        return np.transpose(np.reshape(dense(weights, f"{name}_{role}", x), (batch, steps, heads, width // heads)), (0, 2, 1, 3))

    query, key, value = split("query", asks), split("key", answers), split("value", answers)
    scores = query @ np.transpose(key, (0, 1, 3, 2)) / np.sqrt(width / heads)
    if causal:
        scores = np.where(np.tri(steps, dtype=bool), scores, -np.inf)
    joined = np.transpose(np.exp(log_softmax(scores, 3)) @ value, (0, 2, 1, 3))
    return dense(weights, name + "_result", np.reshape(joined, (batch, steps, width)))


def log_softmax(x, axis):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def heads(weights, top):
    targets = [dense(weights, f"target{target}_output", np.maximum(dense(weights, f"target{target}_hidden", top), 0))
               for target in (0, 1)]
    return np.concatenate(targets, axis=2)


def losses(prediction, attended, labels):
    """Task, KD and SE; the latter two are None for a network without attentions."""
    labelled = np.isfinite(labels)
    errors = np.where(labelled, prediction - np.where(labelled, labels, 0), 0) ** 2
    task = np.sum(np.sum(errors, axis=(0, 1)) / np.sum(labelled, axis=(0, 1)))
    if not attended:
        return task, None, None
    distillation = 2 * np.mean((attended["emitter"] - attended["receiver"]) ** 2)
    enhancement = (divergence(attended["emitter-to-receiver"], attended["emitter"])
                   + divergence(attended["receiver-to-emitter"], attended["receiver"]))
    return task, distillation, enhancement


def divergence(p, q):
    """KL over time, summed over the steps, mean over columns and batch."""
    p, q = log_softmax(p, 1), log_softmax(q, 1)
    return np.mean(np.sum(np.exp(p) * (p - q), axis=1))
