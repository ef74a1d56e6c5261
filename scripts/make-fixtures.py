#!/usr/bin/python3
"""Make the test fixtures in tests/fixtures/: the numbers the C++ code is tested against.

An independent oracle: SciPy's spectrogram and its inverse, and the random numbers and the whole training run
written a second time, in NumPy float64, from the specification. Nothing here reads or runs the C++.
Running it again gives the same bytes. Needs NumPy >= 1.24 and SciPy >= 1.10:

    /usr/bin/python3 scripts/make-fixtures.py

stft/noise.npy         float64 (1003,)
stft/cases.json        [{file, length, fs, window, nperseg, noverlap, nfft, detrend, scaling}]
stft/case-NN.npy       complex128 (nfft // 2 + 1, T), C order; the signal is noise[:length]
istft/spectrum.npy     complex128 (1200,)
istft/cases.json       [{file, frames, fs, window, nperseg, noverlap, nfft, scaling}]
istft/case-NN.npy      float64 (2, nperseg + (frames - 1) hop): samples, weights; the spectrogram
                       (nfft // 2 + 1, frames), C order, is the beginning of spectrum
sounds/tone.mp3, .ogg    440 Hz at 16 kHz, three seconds
random.json            philox    [{counter, key, output}]
                       sequences [{seed, stream, sequence, words, normals}], the first 64 of each
                       glorot    [{seed, inputs, outputs, weights}], weights row-major
                       shuffle   [{seed, epoch, examples, order}]
optimisers.json        [{settings, losses, weights}], weights row-major; losses[s] is the mean
                       squared error of the batch of step s, before its update
singular.txt           name, B, d, c of each case, then X (B, d), W, V and the expected W (d, c)

Letters in shapes: B batch, d inputs, c outputs, T frames, S sequences.
"""

import io
import json
import shutil
import subprocess
import warnings
import wave
from pathlib import Path

import numpy as np
import scipy.signal

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"


# --- Short-time Fourier transform -----------------------------------------------------------------

# Periodic cosine windows: w[n] = sum_j (-1)^j a_j cos(2 pi j n / M).
WINDOW_COEFFICIENTS = {
    "boxcar": [1.0],
    "hann": [0.5, 0.5],
    "hamming": [0.54, 0.46],
    "blackman": [0.42, 0.5, 0.08],
}

# (length, fs, window, nperseg, noverlap, nfft, detrend, scaling)
STFT_CASES = [
    (1003, 256, "hann", 256, 200, 256, "constant", "density"),  # the post's setting
    (480, 256, "hann", 256, 200, 256, "none", "none"),
    (1003, 8000, "hann", 256, 0, 256, "constant", "spectrum"),
    (700, 8000, "hann", 256, 128, 512, "none", "density"),
    (900, 256, "hamming", 256, 128, 256, "constant", "density"),
    (456, 1, "hamming", 256, 200, 300, "none", "none"),
    (1003, 256, "blackman", 256, 37, 257, "constant", "spectrum"),
    (260, 1, "boxcar", 256, 255, 256, "none", "density"),
    (256, 256, "boxcar", 256, 0, 256, "constant", "none"),  # exactly one frame
    (700, 256, "hann", 255, 127, 255, "constant", "density"),
    (1000, 8000, "hann", 255, 0, 256, "none", "spectrum"),
    (259, 1, "hamming", 255, 254, 257, "constant", "none"),
    (420, 8000, "blackman", 255, 200, 512, "none", "density"),
    (800, 256, "boxcar", 255, 101, 300, "constant", "spectrum"),
    (303, 8000, "hann", 100, 50, 100, "constant", "density"),
    (107, 1, "hann", 100, 99, 128, "constant", "spectrum"),
    (450, 256, "hamming", 100, 0, 128, "none", "density"),
    (401, 8000, "blackman", 100, 33, 257, "constant", "none"),
    (300, 256, "blackman", 100, 50, 100, "none", "none"),
    (201, 8000, "boxcar", 100, 75, 300, "none", "spectrum"),
    (77, 256, "hann", 16, 8, 16, "constant", "density"),
    (22, 1, "hamming", 16, 15, 16, "none", "spectrum"),
    (133, 1, "blackman", 16, 0, 32, "constant", "density"),
    (100, 8000, "boxcar", 16, 5, 17, "constant", "spectrum"),
    (60, 8000, "hann", 16, 3, 257, "none", "none"),
]


def get_window(window, nperseg):
    """Periodic window w[n] of nperseg samples, as scipy.signal.get_window. Returns (nperseg,)."""
    turn = np.arange(nperseg) / nperseg
    return sum(
        (-1) ** j * a * np.cos(2 * np.pi * j * turn)
        for j, a in enumerate(WINDOW_COEFFICIENTS[window])
    )


def scale_factor(fs, window, nperseg, scaling):
    """c: density sqrt(1 / (fs sum w^2)), spectrum sqrt(1 / (sum w)^2), none 1."""
    w = get_window(window, nperseg)
    return {
        "density": np.sqrt(1 / (fs * np.sum(w**2))),
        "spectrum": np.sqrt(1 / np.sum(w) ** 2),
        "none": 1.0,
    }[scaling]


def stft_by_definition(x, fs, window, nperseg, noverlap, nfft, detrend, scaling):
    """S[k, t] = c sum_n w[n] s[n] exp(-2 pi i k n / nfft), s = x[t hop .. t hop + nperseg).

    The sum as it stands, no FFT: it guards the fixtures against a misread SciPy argument.
    Returns complex (nfft // 2 + 1, T), T = floor((len(x) - noverlap) / hop).
    """
    hop = nperseg - noverlap
    frame_count = (len(x) - noverlap) // hop
    segments = x[hop * np.arange(frame_count)[:, None] + np.arange(nperseg)]  # (T, nperseg)
    if detrend == "constant":
        segments = segments - segments.mean(axis=1, keepdims=True)
    # k n modulo nfft, in integers, keeps the angle exact.
    kn = np.outer(np.arange(nfft // 2 + 1), np.arange(nperseg)) % nfft
    fourier = np.exp(-2j * np.pi * kn / nfft)  # (nfft // 2 + 1, nperseg)
    windowed = segments * get_window(window, nperseg)
    return scale_factor(fs, window, nperseg, scaling) * (fourier @ windowed.T)


def stft_by_scipy(x, fs, window, nperseg, noverlap, nfft, detrend, scaling):
    """scipy.signal.spectrogram(mode='complex'). Scaling 'none' is its 'density' divided by c."""
    scipy_scaling = "density" if scaling == "none" else scaling
    _, _, spectrum = scipy.signal.spectrogram(
        x,
        fs=fs,
        window=window,
        nperseg=nperseg,
        noverlap=noverlap,
        nfft=nfft,
        detrend=False if detrend == "none" else detrend,
        scaling=scipy_scaling,
        mode="complex",
    )
    if scaling == "none":
        spectrum = spectrum / scale_factor(fs, window, nperseg, scipy_scaling)
    return np.ascontiguousarray(spectrum)


def make_stft(folder):
    """Write noise.npy, cases.json and one case-NN.npy a case."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("case-*.npy"):
        stale.unlink()
    # RandomState: NumPy guarantees that its stream never changes (NEP 19). The mean is not zero,
    # so that a missing detrend shows.
    noise = np.random.RandomState(2020).standard_normal(1003) + 0.7
    np.save(folder / "noise.npy", noise)
    names = ("length", "fs", "window", "nperseg", "noverlap", "nfft", "detrend", "scaling")
    cases = []
    for number, values in enumerate(STFT_CASES):
        length, *arguments = values
        spectrum = stft_by_scipy(noise[:length], *arguments)
        defined = stft_by_definition(noise[:length], *arguments)
        assert spectrum.shape == defined.shape and spectrum.dtype == np.complex128
        assert np.max(np.abs(spectrum - defined)) < 1e-13 * np.max(np.abs(defined)), values
        file = f"case-{number:02d}.npy"
        np.save(folder / file, spectrum)
        cases.append({"file": file, **dict(zip(names, values))})
    write_json(folder / "cases.json", cases)


# --- Inverse short-time Fourier transform ----------------------------------------------------------

# (frames, fs, window, nperseg, noverlap, nfft, scaling)
ISTFT_CASES = [
    (8, 256, "hann", 256, 200, 256, "density"),  # the post's setting
    (3, 8000, "hann", 256, 128, 512, "none"),
    (4, 8000, "hann", 255, 127, 255, "spectrum"),
    (30, 1, "hann", 16, 15, 16, "density"),
    (5, 256, "hann", 100, 0, 100, "none"),  # samples that no window reaches
    (9, 1, "hamming", 100, 99, 128, "spectrum"),
    (6, 256, "hamming", 255, 200, 257, "density"),
    (7, 256, "blackman", 100, 75, 257, "density"),
    (12, 8000, "blackman", 16, 8, 16, "none"),
    (1, 256, "boxcar", 256, 0, 256, "density"),
    (9, 1, "boxcar", 16, 5, 17, "spectrum"),
    (20, 8000, "boxcar", 1, 0, 4, "density"),
    # Large prime factors.
    (2, 256, "hann", 1000, 500, 1031, "density"),
    (4, 8000, "hamming", 255, 200, 509, "none"),
    (2, 1, "blackman", 100, 50, 1018, "spectrum"),
]


def istft_by_definition(spectrum, fs, window, nperseg, noverlap, nfft, scaling):
    """x[i] = sum_t w[i - t hop] y_t[i - t hop] / sum_t w[i - t hop]^2, float64; and the lower sum.

    y_t[n] = Re (1 / (c nfft)) sum_{k=0}^{nfft-1} S[k, t] exp(2 pi i k n / nfft), with
    S[nfft - k, t] = conj S[k, t]: the sum as it stands, no FFT. Sums below 1e-30, which only
    rounding makes, count as 0, and there x[i] = 0. Returns two arrays (nperseg + (T - 1) hop,).
    """
    hop = nperseg - noverlap
    bins, frames = spectrum.shape
    mirrored = np.conj(spectrum[nfft - np.arange(bins, nfft)])  # bins nfft // 2 + 1 ... nfft - 1
    both_sides = np.vstack([spectrum, mirrored])  # (nfft, T)
    nk = np.outer(np.arange(nperseg), np.arange(nfft)) % nfft
    segments = (np.exp(2j * np.pi * nk / nfft) @ both_sides).real / nfft  # (nperseg, T)
    segments /= scale_factor(fs, window, nperseg, scaling)
    w = get_window(window, nperseg)
    sums, weights = np.zeros((2, nperseg + (frames - 1) * hop))
    for t in range(frames):
        sums[t * hop : t * hop + nperseg] += w * segments[:, t]
        weights[t * hop : t * hop + nperseg] += w**2
    weights[weights < 1e-30] = 0
    return np.divide(sums, weights, out=np.zeros_like(sums), where=weights > 0), weights


def istft_by_scipy(spectrum, fs, window, nperseg, noverlap, nfft, scaling):
    """scipy.signal.istft(boundary=False). It does not divide by sums up to 1e-10."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about samples that no window reaches
        _, samples = scipy.signal.istft(
            spectrum,
            fs=fs,
            window=window,
            nperseg=nperseg,
            noverlap=noverlap,
            nfft=nfft,
            boundary=False,
            scaling="psd" if scaling == "density" else "spectrum",
        )
    if scaling == "none":
        samples = samples * scale_factor(fs, window, nperseg, "spectrum")
    return samples


def make_istft(folder):
    """Write spectrum.npy, cases.json and one case-NN.npy a case.

    A spectrum of noise is no signal's STFT, so all that overlaps disagrees, and the imaginary parts
    that a real signal has not are there too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("case-*.npy"):
        stale.unlink()
    noise = np.random.RandomState(1984).standard_normal((1200, 2))
    values = np.ascontiguousarray(noise).view(np.complex128)[:, 0]
    np.save(folder / "spectrum.npy", values)
    names = ("frames", "fs", "window", "nperseg", "noverlap", "nfft", "scaling")
    cases = []
    for number, case in enumerate(ISTFT_CASES):
        frames, *arguments = case
        bins = arguments[4] // 2 + 1
        spectrum = values[: bins * frames].reshape(bins, frames)
        samples, weights = istft_by_definition(spectrum, *arguments)
        by_scipy = istft_by_scipy(spectrum, *arguments)
        inside = weights > 0.1 * np.max(weights)
        difference = np.max(np.abs(samples - by_scipy)[inside])
        assert difference < 1e-13 * np.max(np.abs(samples[inside])), case
        file = f"case-{number:02d}.npy"
        np.save(folder / file, np.stack([samples, weights]))
        cases.append({"file": file, **dict(zip(names, case))})
    write_json(folder / "cases.json", cases)


# --- Sound files ----------------------------------------------------------------------------------


def make_sounds(folder):
    """Write tone.mp3 and tone.ogg, 440 Hz and some noise for three seconds, where Debian's lame and vorbis-tools are."""
    if not shutil.which("lame") or not shutil.which("oggenc"):
        print("sounds: kept as they are, without lame and oggenc")
        return
    folder.mkdir(parents=True, exist_ok=True)
    samples = 16000 * np.sin(2 * np.pi * 440 / 16000 * np.arange(3 * 16000))
    samples += 900 * np.random.RandomState(1984).standard_normal(len(samples))  # for several pages
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(samples.astype("<i2").tobytes())
    for command, name in (
        (["lame", "--quiet", "-b", "32", "-", "-"], "tone.mp3"),
        (["oggenc", "--quiet", "--serial", "1", "-q", "0", "-", "-o", "-"], "tone.ogg"),
    ):
        made = subprocess.run(command, input=sound.getvalue(), capture_output=True, check=True)
        (folder / name).write_bytes(made.stdout)


# --- Random numbers -------------------------------------------------------------------------------

TRAINING, HELD_OUT, WEIGHTS, SHUFFLE, SIGNALS = range(5)  # streams

# Random123, tests/kat_vectors, philox4x32 with 10 rounds: (counter, key, output).
PHILOX_KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000",
     "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff",
     "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0",
     "d16cfe09 94fdcceb 5001e420 24126ea1"),
]  # fmt: skip


def philox4x32(counter, key):
    """Philox4x32-10: counter (..., 4), key (2,) -> uint32 (..., 4).

    A round, with hi and lo the halves of the 64-bit products:
      (c0, c1, c2, c3) <- (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)).
    Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
    """
    mask = np.uint64(0xFFFFFFFF)
    half = np.uint64(32)
    c0, c1, c2, c3 = np.moveaxis(np.asarray(counter, dtype=np.uint64), -1, 0)
    for step in range(10):
        k0 = np.uint64((int(key[0]) + step * 0x9E3779B9) % 2**32)
        k1 = np.uint64((int(key[1]) + step * 0xBB67AE85) % 2**32)
        product0 = np.uint64(0xD2511F53) * c0
        product1 = np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (
            (product1 >> half) ^ c1 ^ k0,
            product1 & mask,
            (product0 >> half) ^ c3 ^ k1,
            product0 & mask,
        )
    return np.stack([c0, c1, c2, c3], axis=-1).astype(np.uint32)


def random_words(seed, stream, sequences, count):
    """The first `count` words of each sequence, uint32 (S, count). Key (seed, stream).

    Word j of sequence i is component j mod 4 of the block with counter (j div 4, i mod 2^32,
    i div 2^32, 0).
    """
    sequences = np.asarray(sequences, dtype=np.uint64)[:, None]
    blocks = np.arange(-(-count // 4), dtype=np.uint64)[None, :]
    low, high = sequences & np.uint64(0xFFFFFFFF), sequences >> np.uint64(32)
    counter = np.stack(np.broadcast_arrays(blocks, low, high, np.uint64(0)), axis=-1)
    words = philox4x32(counter, (seed, stream))  # (S, blocks, 4)
    return words.reshape(len(sequences), -1)[:, :count]


def random_normals(seed, stream, sequences, count):
    """N(0, 1) values, float64 (S, count), count even. Box and Muller (1958), a word pair each two.

    U = ((even word >> 8) + 1) 2^-24 in (0, 1], t = int32(odd word) 2^-32 in [-0.5, 0.5) turns,
    r = sqrt(-2 ln U); values r cos(2 pi t), r sin(2 pi t).
    """
    words = random_words(seed, stream, sequences, count)
    u = ((words[:, 0::2] >> 8).astype(np.float64) + 1) * 2.0**-24
    t = words[:, 1::2].astype(np.int32) * 2.0**-32
    r = np.sqrt(-2 * np.log(u))
    pairs = np.stack([r * np.cos(2 * np.pi * t), r * np.sin(2 * np.pi * t)], axis=-1)
    return pairs.reshape(words.shape)


def glorot_uniform(seed, inputs, outputs):
    """W[row, column] = limit int32(word `row` of sequence `column`) 2^-31, float64 (d, c).

    limit = sqrt(6 / (inputs + outputs)). Source: Glorot and Bengio (2010); Keras GlorotUniform.
    """
    words = random_words(seed, WEIGHTS, np.arange(outputs), inputs)  # (c, d)
    return np.sqrt(6 / (inputs + outputs)) * (words.T.astype(np.int32) * 2.0**-31)


def shuffled(seed, epoch, examples):
    """The order of the examples in an epoch, int (examples,). Fisher and Yates, Durstenfeld (1964).

    For i = examples - 1 down to 1: swap p[i] and p[j], j = (word i of sequence epoch) (i+1) >> 32.
    """
    words = random_words(seed, SHUFFLE, [epoch], examples)[0]
    order = np.arange(examples)
    for i in range(examples - 1, 0, -1):
        j = (int(words[i]) * (i + 1)) >> 32
        order[[i, j]] = order[[j, i]]
    return order


def make_random(path):
    """Write random.json."""
    philox = []
    for answer in PHILOX_KNOWN_ANSWERS:
        counter, key, output = ([int(word, 16) for word in part.split()] for part in answer)
        assert philox4x32([counter], key)[0].tolist() == output
        philox.append({"counter": counter, "key": key, "output": output})
    places = [
        (0, TRAINING, 0),
        (0, HELD_OUT, 1),
        (1, TRAINING, 1),
        (1, SHUFFLE, 2),
        (42, TRAINING, 14999),
        (42, HELD_OUT, 511),
        (42, WEIGHTS, 8513),
        (42, TRAINING, 2**32 + 5),
        (4294967295, TRAINING, 4294967295),
        (4294967295, SIGNALS, 0),
        (4294967295, HELD_OUT, 3 * 2**40 + 1),
    ]
    sequences = [
        {
            "seed": seed,
            "stream": stream,
            "sequence": sequence,
            "words": random_words(seed, stream, [sequence], 64)[0].tolist(),
            "normals": random_normals(seed, stream, [sequence], 64)[0].tolist(),
        }
        for seed, stream, sequence in places
    ]
    glorot = []
    for seed, d, c in [(0, 8, 8), (42, 8, 8), (42, 6, 10)]:
        weights = glorot_uniform(seed, d, c).ravel().tolist()
        glorot.append({"seed": seed, "inputs": d, "outputs": c, "weights": weights})
    shuffle = [
        {"seed": 42, "epoch": epoch, "examples": n, "order": shuffled(42, epoch, n).tolist()}
        for n in (10, 37)
        for epoch in range(3)
    ]
    sections = {"philox": philox, "sequences": sequences, "glorot": glorot, "shuffle": shuffle}
    write_json(path, sections)


# --- Training runs --------------------------------------------------------------------------------


def dft_examples(seed, indices, n):
    """Inputs and targets of the `dft` model, float64 (B, 2n) each, laid out [re | im].

    Value j of example i is normal j of sequence i; X_k = sum_m x_m exp(-2 pi i k m / n).
    """
    inputs = random_normals(seed, TRAINING, indices, 2 * n)
    spectrum = np.fft.fft(inputs[:, :n] + 1j * inputs[:, n:], axis=1)
    return inputs, np.hstack([spectrum.real, spectrum.imag])


def batch_indices(seed, step, batch, examples):
    """Which examples step `step` (from 0) takes; the last batch of an epoch may be smaller."""
    if examples == "streaming":
        return np.arange(step * batch, (step + 1) * batch)
    steps_per_epoch = -(-examples // batch)
    epoch, position = divmod(step, steps_per_epoch)
    return shuffled(seed, epoch, examples)[position * batch : (position + 1) * batch]


def mse_gradient(inputs, residual):
    """G = 2 / (B c) X^T (XW - Y), where B is the number of examples the batch really has."""
    return 2 / residual.size * (inputs.T @ residual)


class Sgd:
    """W += velocity, velocity = momentum velocity - lr G. Source: keras.optimizers.SGD."""

    def __init__(self, shape, momentum):
        self.momentum = momentum
        self.velocity = np.zeros(shape)

    def change(self, inputs, residual, lr):
        gradient = mse_gradient(inputs, residual)
        self.velocity = self.momentum * self.velocity - lr * gradient
        return self.velocity


class Adam:
    """W -= alpha_t m / (sqrt(v) + eps), alpha_t = lr sqrt(1 - beta_2^t) / (1 - beta_1^t), t >= 1.

    m and v are moving averages of G and G^2; with amsgrad the largest v so far takes v's place.
    Sources: Kingma and Ba (2015), Reddi et al. (2018), keras.optimizers.Adam (which adds eps
    outside the bias correction).
    """

    beta_1, beta_2, epsilon = 0.9, 0.999, 1e-7

    def __init__(self, shape, amsgrad):
        self.amsgrad = amsgrad
        self.t = 0
        self.m, self.v, self.v_hat = np.zeros(shape), np.zeros(shape), np.zeros(shape)

    def change(self, inputs, residual, lr):
        gradient = mse_gradient(inputs, residual)
        self.t += 1
        self.m = self.beta_1 * self.m + (1 - self.beta_1) * gradient
        self.v = self.beta_2 * self.v + (1 - self.beta_2) * gradient**2
        self.v_hat = np.maximum(self.v_hat, self.v) if self.amsgrad else self.v
        alpha = lr * np.sqrt(1 - self.beta_2**self.t) / (1 - self.beta_1**self.t)
        return -alpha * self.m / (np.sqrt(self.v_hat) + self.epsilon)


class Lms:
    """W -= (lr / B) X^T (XW - Y). Source: Widrow and Hoff (1960)."""

    def __init__(self, shape):
        pass

    def change(self, inputs, residual, lr):
        return -lr / len(inputs) * (inputs.T @ residual)


class Kaczmarz:
    """W -= lr X^+ (XW - Y), X^+ the pseudoinverse: X^T (X X^T)^-1 for B <= d.

    Sources: Kaczmarz (1937), Ozeki and Umeda (1984: the affine projection algorithm).
    """

    def __init__(self, shape):
        pass

    def change(self, inputs, residual, lr):
        return -lr * (np.linalg.pinv(inputs) @ residual)


OPTIMIZERS = {
    "sgd": lambda shape: Sgd(shape, momentum=0.0),
    "momentum": lambda shape: Sgd(shape, momentum=0.9),
    "adam": lambda shape: Adam(shape, amsgrad=False),
    "amsgrad": lambda shape: Adam(shape, amsgrad=True),
    "lms": Lms,
    "kaczmarz": Kaczmarz,
}


def train(n, seed, optimizer, batch, examples, steps, lr=None, schedule=None):
    """Train W (2n, 2n) for `steps` steps; returns the losses and W.

    Loss: mean over batch and outputs of (XW - Y)^2. A schedule is [(step, lr)], in order of steps;
    each entry holds from that step on.
    """
    schedule = schedule or [(0, lr)]
    weights = glorot_uniform(seed, 2 * n, 2 * n)
    rule = OPTIMIZERS[optimizer](weights.shape)
    losses = []
    for step in range(steps):
        x, y = dft_examples(seed, batch_indices(seed, step, batch, examples), n)  # (B, d), (B, c)
        residual = x @ weights - y
        losses.append(np.mean(residual**2))
        current_lr = [rate for start, rate in schedule if start <= step][-1]
        weights = weights + rule.change(x, residual, current_lr)
    return losses, weights


def make_optimisers(path):
    """Write optimisers.json."""
    n, steps = 8, 20
    d = c = 2 * n

    def best_lms_lr(batch):
        return batch / (batch + d + 1)

    lms_lr = best_lms_lr(16)
    sgd_lr = lms_lr * c / 2
    variants = [
        {"optimizer": "sgd", "lr": sgd_lr, "batch": 16, "examples": "streaming"},
        {"optimizer": "momentum", "lr": sgd_lr / 10, "batch": 16, "examples": "streaming"},
        {"optimizer": "adam", "lr": 0.03, "batch": 16, "examples": "streaming"},
        {"optimizer": "amsgrad", "lr": 0.03, "batch": 16, "examples": "streaming"},
        {"optimizer": "lms", "lr": lms_lr, "batch": 16, "examples": "streaming"},
        {"optimizer": "amsgrad", "lr": 0.03, "batch": 7, "examples": 37},
        {"optimizer": "lms", "lr": best_lms_lr(7), "batch": 7, "examples": 37},
        {"optimizer": "lms", "schedule": [[0, lms_lr], [10, lms_lr / 2]], "batch": 16,
         "examples": "streaming"},
        {"optimizer": "kaczmarz", "lr": 1, "batch": 8, "examples": "streaming"},
        {"optimizer": "kaczmarz", "lr": 0.5, "batch": 7, "examples": 37},
    ]  # fmt: skip
    cases = []
    for variant in variants:
        settings = {"n": n, "seed": 7, **variant}
        losses, weights = train(steps=steps, **settings)
        cases.append(
            {
                "settings": settings,
                "losses": significant(losses, 12),
                "weights": significant(weights.ravel(), 9),
            }
        )
    write_json(path, cases)


# --- Files ----------------------------------------------------------------------------------------


def significant(values, digits):
    """The values as Python floats with that many significant digits."""
    return [float(f"{value:.{digits - 1}e}") for value in values]


def write_json(path, content):
    """JSON with one record a line, so that a changed record is one line of a diff."""

    def lines(records):
        return "[\n" + ",\n".join(json.dumps(record) for record in records) + "\n]"

    if isinstance(content, dict):
        sections = [f'"{name}": {lines(records)}' for name, records in content.items()]
        text = "{\n" + ",\n".join(sections) + "\n}\n"
    else:
        text = lines(content) + "\n"
    path.write_text(text, encoding="ascii")


def singular_cases():
    """(name, X) whose X X^T is singular: integers and their halves, so that products are exact."""
    random = np.random.default_rng(14)

    def integers(*shape):
        return random.integers(-4, 5, shape).astype(np.float64)

    def stacked(*rows):
        return np.vstack(rows)

    x = integers(4, 9)
    yield "zero-alone", np.zeros((1, 1))
    yield "one-input", np.array([[0.5]])
    yield "all-zero", np.zeros((3, 8))
    yield "zero-first", stacked(np.zeros((1, 9)), x)
    yield "zero-amid", stacked(x[:2], np.zeros((1, 9)), x[2:])
    yield "twice", stacked(x, x[1:3])
    yield "opposite", stacked(x[:2], -x[:1])
    yield "scaled", stacked(x, 2 * x[3:], 0.25 * x[:1])
    yield "sum", stacked(x[0] + x[1], x, x[2] - x[3])
    yield "more-rows-than-inputs", integers(6, 3)
    yield "one-input-many-rows", integers(7, 1)
    yield "rank-2", integers(6, 2) @ integers(2, 8)
    yield "small-beside-large", stacked(2.0**-7 * x[:1], 2.0**-7 * x[:1], x[1:])
    yield "two-blocks", integers(70, 12) @ integers(12, 30)  # more rows than are swept at a time
    yield "regular", x


def make_singular(path):
    """Write singular.txt: of each case its name, B, d, c, then X (B, d), W, V and what Kaczmarz' step
    makes of W where the targets are X V: W - pinv(X) (X W - X V), (d, c) each."""
    random = np.random.default_rng(15)
    lines = []
    for name, x in singular_cases():
        w, v = random.integers(-3, 4, (2, x.shape[1], 2)).astype(np.float64)
        expected = w - np.linalg.pinv(x, rcond=1e-9) @ (x @ w - x @ v)
        lines.append(f"{name} {x.shape[0]} {x.shape[1]} 2")
        for values in (x, w, v, expected):
            lines += [" ".join(f"{value:.9g}" for value in row) for row in values]
    path.write_text("\n".join(lines) + "\n")


def main():
    make_stft(FIXTURES / "stft")
    make_istft(FIXTURES / "istft")
    make_sounds(FIXTURES / "sounds")
    make_random(FIXTURES / "random.json")
    make_optimisers(FIXTURES / "optimisers.json")
    make_singular(FIXTURES / "singular.txt")
    files = sorted(FIXTURES.glob("*stft/*"))
    files += [FIXTURES / name for name in ("random.json", "optimisers.json", "singular.txt")]
    for file in files:
        print(f"{file.stat().st_size:8d}  {file.relative_to(FIXTURES)}")
    print(f"{sum(file.stat().st_size for file in files):8d}  total")


if __name__ == "__main__":
    main()
