"""Writes a WAV file that sounds a little like a voice: two vowels under a gliding pitch, a hiss between them, near silence.

python synthetic_voice.py FILE
"""
import sys

import numpy as np
from scipy import signal
from scipy.io import wavfile

RATE = 16000


def formants(x, frequencies):
    for frequency in frequencies:
        pole = np.exp(-np.pi * 80 / RATE + 2j * np.pi * frequency / RATE)
        x = signal.lfilter([abs(1 - pole) ** 2], [1, -2 * pole.real, abs(pole) ** 2], x)
    return x


def vowel(seconds, start, end, frequencies):
    phase = np.cumsum(np.linspace(start, end, int(seconds * RATE))) / RATE
    pulses = np.diff(np.floor(phase), prepend=0)
    return formants(pulses, frequencies) * np.hanning(len(phase)) ** 0.3


random = np.random.default_rng(3)
hiss = signal.lfilter([1, -1.6, 0.8], 1, random.standard_normal(int(0.2 * RATE))) * np.hanning(int(0.2 * RATE))
voice = np.concatenate([np.zeros(1600), vowel(0.5, 110, 160, [700, 1200, 2600]), 0.1 * hiss,
                        vowel(0.4, 210, 150, [300, 2300, 3000]), np.zeros(3200)])
voice = 0.5 * voice / np.max(np.abs(voice)) + 3e-4 * random.standard_normal(len(voice))
wavfile.write(sys.argv[1], RATE, np.round(32767 * voice).astype(np.int16))
