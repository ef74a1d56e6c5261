"""`fourier-net stft` against extended precision of the same doubles, and SciPy beside it.

    python3 stft_accuracy.py make FOLDER SEED    writes cases.json and a signal NAME-in.npy for each
    python3 stft_accuracy.py compare FOLDER      reads NAME-out.npy, prints {name: {ours, scipy}}

Errors are the largest of a result over its largest value. The reference is the definition in
numpy.longdouble (64 bits of mantissa, where doubles have 53).
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy.fft
import scipy.signal

OFFSETS = [0, 1e3, 1e6]
AMPLITUDES = [1e-6, 1e-3, 1, 1e3, 1e6]
# nperseg, noverlap, nfft, frames. Large prime factors; the longest segments.
LENGTHS = [
    (16, 0, 67, 3),
    (100, 50, 257, 3),
    (256, 200, 1021, 2),
    (16, 0, 2 * 1031, 3),
    (4099, 0, 4099, 1),
    (16, 0, 100003, 2),
    (16, 15, 131074, 2),
    (16, 0, 1048573, 1),
    (16, 0, 2 * 524287, 1),
    (1048576, 0, 1048576, 1),
]


def make(folder, seed):
    random = np.random.default_rng(seed)
    cases = []

    def add(name, signal, **settings):
        np.save(folder / f"{name}-in.npy", signal)
        cases.append({"name": name, "settings": settings})

    for offset in OFFSETS:
        for amplitude in AMPLITUDES:
            noise = offset + amplitude * random.standard_normal(256 + 7 * 56)
            add(f"noise of {amplitude} on {offset}", noise, nperseg=256, noverlap=200, nfft=256)
    grid = 1e6 + 2.0**-33 * random.integers(0, 2, 1000)  # two neighbouring doubles
    add("last bits on 1e6", grid, nperseg=100, noverlap=50, nfft=128)
    ramp = 1e6 + np.linspace(-1, 1, 2000)
    add("a ramp on 1e6", ramp, nperseg=255, noverlap=128, nfft=300)
    for nperseg, noverlap, nfft, frames in LENGTHS:
        signal = random.standard_normal(nperseg + (frames - 1) * (nperseg - noverlap)) + 0.7
        name = f"nperseg {nperseg}, nfft {nfft}"
        add(name, signal, nperseg=nperseg, noverlap=noverlap, nfft=nfft)
    (folder / "cases.json").write_text(json.dumps(cases))
    print(json.dumps({"cases": len(cases)}))


def extended(signal, nperseg, noverlap, nfft):
    """S (nfft // 2 + 1, T) for fs = 256, Hann, detrend constant, density; complex longdouble."""
    x = signal.astype(np.longdouble)
    segments = np.lib.stride_tricks.sliding_window_view(x, nperseg)[:: nperseg - noverlap]
    for _ in range(2):  # the mean, and the mean of what its rounding leaves
        segments = segments - segments.mean(axis=1, keepdims=True)
    pi = np.arctan(np.longdouble(1)) * 4
    window = (1 - np.cos(2 * pi * np.arange(nperseg) / nperseg)) / 2
    scaled = window / np.sqrt(256 * np.sum(window**2))
    return scipy.fft.rfft(segments * scaled, nfft, axis=1).T


def compare(folder):
    errors = {}
    for case in json.loads((folder / "cases.json").read_text()):
        name, settings = case["name"], case["settings"]
        signal = np.load(folder / f"{name}-in.npy")
        true = extended(signal, **settings)
        assert true.dtype == np.clongdouble, true.dtype
        scipys = scipy.signal.spectrogram(
            signal, fs=256, window="hann", mode="complex", **settings
        )[2]
        ours = np.load(folder / f"{name}-out.npy")
        assert ours.shape == true.shape, (name, ours.shape, true.shape)
        largest = np.abs(true).max()
        errors[name] = {
            who: float(np.abs(made - true).max() / largest)
            for who, made in [("ours", ours), ("scipy", scipys)]
        }
        errors[name]["apart"] = float(np.abs(ours - scipys).max() / largest)
    print(json.dumps(errors))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        compare(Path(sys.argv[2]))
