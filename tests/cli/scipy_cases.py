"""Compare fourier-net with SciPy and NumPy on fresh random cases, through files.

    scipy_cases.py make FOLDER SEED     write the signals, cases.json and the true results
    scipy_cases.py compare FOLDER       read what fourier-net stft wrote; print the errors as JSON
    scipy_cases.py compare-fft FOLDER   the same of fourier-net predict
    scipy_cases.py compare-tones FOLDER the same of the spectrogram's network on four tones
    scipy_cases.py compare-transforms FOLDER the learned MODEL.npy of each other transform
    scipy_cases.py compare-butterflies FOLDER the learned butterflies, *.npy, multiplied out
    scipy_cases.py compare-recurrent FOLDER   what learned cells, NPERSEG-HOP-SEED.npy, make of noise

stft: every window x nperseg x (three or four pairs of noverlap and nfft) x detrend x scaling, two
signals each, with a mean and of a length that leaves a remainder. The true result is scipy.signal.spectrogram's.
predict: a random complex signal; the true result is numpy.fft.fft's.
"""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.signal

WINDOWS = ["hann", "hamming", "blackman", "boxcar"]
SHAPES = {  # nperseg: (noverlap, nfft) pairs
    16: [(0, 16), (15, 16), (5, 17), (8, 64)],
    100: [(50, 100), (99, 128), (33, 257)],
    255: [(0, 255), (127, 256), (254, 300)],
    256: [(200, 256), (128, 512), (37, 257), (255, 256)],
}


def make(folder, seed):
    random = np.random.default_rng(seed)
    cases = []
    for nperseg, shapes in SHAPES.items():
        for window, (noverlap, nfft), detrend, scaling in itertools.product(
            WINDOWS, shapes, ["constant", "none"], ["density", "spectrum"]
        ):
            hop = nperseg - noverlap
            length = nperseg + 2 * hop + int(random.integers(0, hop))  # 3 frames and a remainder
            signal = random.standard_normal((2, length)) + 0.7
            fs = float(random.choice([1.0, 256.0, 8000.0]))
            _, _, spectrum = scipy.signal.spectrogram(
                signal,
                fs=fs,
                window=window,
                nperseg=nperseg,
                noverlap=noverlap,
                nfft=nfft,
                detrend=False if detrend == "none" else detrend,
                scaling=scaling,
                mode="complex",
            )
            name = f"{len(cases):03d}"
            np.save(folder / f"{name}-in.npy", signal)
            np.save(folder / f"{name}-true.npy", spectrum)
            settings = {"fs": fs, "window": window, "nperseg": nperseg, "noverlap": noverlap,
                        "nfft": nfft, "detrend": detrend, "scaling": scaling}  # fmt: skip
            cases.append({"name": name, "settings": settings})
    (folder / "cases.json").write_text(json.dumps(cases))
    signal = random.standard_normal(128) + 1j * random.standard_normal(128)
    np.save(folder / "complex-in.npy", np.concatenate([signal.real, signal.imag]).astype("<f4"))
    print(json.dumps({"cases": len(cases)}))


def compare(folder):
    errors = {}
    for case in json.loads((folder / "cases.json").read_text()):
        name = case["name"]
        made = np.load(folder / f"{name}-out.npy")
        true = np.load(folder / f"{name}-true.npy")
        assert made.shape == true.shape and made.dtype == np.complex128, (case, made.shape)
        errors[name] = float(np.max(np.abs(made - true)))
    print(json.dumps({"errors": errors}))


def compare_fft(folder):
    x = np.load(folder / "complex-in.npy").astype(np.float64)
    true = np.fft.fft(x[:128] + 1j * x[128:])
    made = np.load(folder / "complex-out.npy")
    assert made.shape == (256,) and made.dtype == np.float32
    weights = np.load(folder / "W.npy")
    error = np.linalg.norm(made[:128] + 1j * made[128:] - true) / np.linalg.norm(true)
    direct = np.linalg.norm(x @ weights - made) / np.linalg.norm(made)
    print(json.dumps({"fft": float(error), "product": float(direct)}))


def compare_tones(folder):
    cycles = [50, 100, 150, 200]
    tones = np.concatenate([np.sin(np.linspace(0, 2 * np.pi * c, 512)) for c in cycles])
    given = np.load(folder / "tones-in.npy")[0]
    _, _, spectrum = scipy.signal.spectrogram(
        given.astype(np.float64), fs=256, nperseg=256, noverlap=200, window="hann", mode="complex"
    )
    made = np.load(folder / "tones-out.npy")[0].astype(np.float64).reshape(2, 129, 33)
    made, true = np.hypot(made[0], made[1]), np.abs(spectrum)
    result = {
        "input": float(np.abs(given - tones).max()),
        "largest": float(np.abs(made - true).max()),
        "close": bool(np.allclose(made, true, atol=1e-7)),
    }
    print(json.dumps(result))


def real_matrix(transform, n):
    """(inputs, outputs) of a transform of n real samples: its values for unit impulses."""
    return np.array([parts_of(transform(impulse)) for impulse in np.eye(n)])


def parts_of(values):
    return np.concatenate([values.real, values.imag]) if np.iscomplexobj(values) else values


def hartley(x):
    spectrum = scipy.fft.fft(x)
    return spectrum.real - spectrum.imag


def compare_transforms(folder):
    errors = {}
    for file in sorted(folder.glob("*.npy")):
        weights = np.load(file).astype(np.float64)
        n = weights.shape[0]
        if file.stem == "idft":
            n //= 2
            inverse = scipy.fft.ifft(np.eye(n))
            true = np.block([[inverse.real, inverse.imag], [-inverse.imag, inverse.real]])
        else:
            true = real_matrix(
                {
                    "dct": scipy.fft.dct,
                    "dst": scipy.fft.dst,
                    "hartley": hartley,
                    "hadamard": scipy.linalg.hadamard(n).__matmul__,
                    "hilbert": scipy.signal.hilbert,
                }[file.stem],
                n,
            )
        assert weights.shape == true.shape, (file.stem, weights.shape, true.shape)
        errors[file.stem] = float(np.linalg.norm(weights - true) / np.linalg.norm(true))
    print(json.dumps(errors))


def multiplied_out(weights):
    """The n x n matrix that the layers of a butterfly make of a column of n complex values."""
    layers, n = weights.shape[0], weights.shape[1] // 4
    matrix = np.eye(n)[[int(f"{i:0{layers}b}"[::-1], 2) for i in range(n)]]  # bits reversed
    for layer, blocks in enumerate(weights.view(np.complex64).reshape(layers, n // 2, 2, 2)):
        factor = np.zeros((n, n), complex)
        uppers = [i for i in range(n) if not i >> layer & 1]
        for upper, block in zip(uppers, blocks.astype(complex)):
            pair = [upper, upper + 2**layer]
            factor[np.ix_(pair, pair)] = block
        matrix = factor @ matrix
    return matrix


def compare_butterflies(folder):
    errors = {}
    for file in sorted(folder.glob("*.npy")):
        weights = np.load(file)
        assert weights.dtype == np.float32 and weights.shape[1] == 4 * 2 ** weights.shape[0]
        true = np.fft.fft(np.eye(weights.shape[1] // 4), axis=0)
        error = np.linalg.norm(multiplied_out(weights) - true) / np.linalg.norm(true)
        errors[file.stem] = float(error)
    print(json.dumps(errors))


def said_by_cell(weights, nperseg, hop, sound):
    """Frames (T, bins) of a recurrent cell [[A, C], [B, 0]] that reads a sound hop by hop."""
    hidden = weights.shape[0] - hop
    assert weights.dtype == np.float32 and weights.shape[1] == hidden + 2 * (nperseg // 2 + 1)
    assert not weights[hidden:, hidden:].any()
    a, b, c = weights[:hidden, :hidden], weights[hidden:, :hidden], weights[:hidden, hidden:]
    h, frames = np.zeros(hidden), []
    for heard in sound.reshape(-1, hop):
        h = h @ a + heard @ b
        frames.append(h @ c)
    re, im = np.split(np.array(frames), 2, axis=1)
    return re + 1j * im


def compare_recurrent(folder):
    errors = {}
    for file in sorted(folder.glob("*.npy")):
        nperseg, hop, seed = map(int, file.stem.split("-"))
        sound = np.random.default_rng(seed).standard_normal(1200 * hop)
        _, _, true = scipy.signal.spectrogram(
            np.append(np.zeros(nperseg - hop), sound),
            window="hann",
            nperseg=nperseg,
            noverlap=nperseg - hop,
            mode="complex",
        )
        said = said_by_cell(np.load(file), nperseg, hop, sound)
        errors[file.stem] = float(np.linalg.norm(said - true.T) / np.linalg.norm(true))
    print(json.dumps(errors))


if __name__ == "__main__":
    action, target = sys.argv[1], Path(sys.argv[2])
    if action == "make":
        make(target, int(sys.argv[3]))
    else:
        {
            "compare": compare,
            "compare-fft": compare_fft,
            "compare-tones": compare_tones,
            "compare-transforms": compare_transforms,
            "compare-butterflies": compare_butterflies,
            "compare-recurrent": compare_recurrent,
        }[action](target)
