"""What is learned: inputs (B, d) of white noise and targets (B, c), float32, as cpp/task/ has them."""
import numpy as np


def noise(examples, inputs, seed):
    return np.random.default_rng(seed).standard_normal((examples, inputs), np.float32)


def dft_targets(X):
    """X_k = sum_m x_m exp(-2 pi i k m / n); inputs and outputs are [re | im]."""
    n = X.shape[1] // 2
    Z = np.fft.fft(X[:, :n] + 1j * X[:, n:], axis=1)
    return np.hstack([Z.real, Z.imag]).astype(np.float32)


def spectrogram_targets(X):
    """Hann 256, hop 56, mean removed, density at fs 256: [re | im], in each k * 33 + t."""
    n, hop, fs = 256, 56, 256
    w = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)
    frames = np.lib.stride_tricks.sliding_window_view(X.astype(np.float64), n, axis=1)[:, ::hop]
    frames = (frames - frames.mean(axis=2, keepdims=True)) * w / np.sqrt(fs * (w * w).sum())
    Z = np.fft.rfft(frames, axis=2).transpose(0, 2, 1).reshape(len(X), -1)
    return np.hstack([Z.real, Z.imag]).astype(np.float32)


INPUTS = {'dft': 256, 'spectrogram': 2048}
TARGETS = {'dft': dft_targets, 'spectrogram': spectrogram_targets}


def examples(task, count, seed):
    X = noise(count, INPUTS[task], seed)
    # In parts: the transform of all frames at once is in double precision and large.
    return X, np.concatenate([TARGETS[task](part) for part in np.array_split(X, -(-count // 512))])
