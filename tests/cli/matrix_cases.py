"""Matrices for fourier-net to learn, and how near it came to them, through files.

    matrix_cases.py make FOLDER       write M.npy: real, in Fortran order, complex, small, whole numbers, ...
    matrix_cases.py compare FOLDER    W-M.npy against each, and W-convolution.npy against
                                      scipy.linalg.circulant; print the errors as JSON
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy.linalg

RESPONSE = [0.5, -1.0, 0.25, 0.0, 2.0]  # as own-matrix.test.ts gives it, over 16 samples


def make(folder):
    random = np.random.default_rng(5)
    normal = random.standard_normal
    matrices = {
        "rectangular": normal((5, 9)),
        "fortran": np.asfortranarray(1e6 * normal((40, 33)).astype(np.float32)),
        "complex": normal((12, 7)) + 1j * normal((12, 7)),
        "small": 1e-9 * normal((17, 3)),
        "number": np.array([[3.5]]),
        "whole": np.arange(-6, 6).reshape(3, 4),
        "row": normal((1, 512)),
    }
    for name, matrix in matrices.items():
        np.save(folder / f"{name}.npy", matrix)
    print(json.dumps(list(matrices)))


def distance(learned, true):
    assert learned.shape == true.shape, (learned.shape, true.shape)
    return float(np.linalg.norm(learned.astype(np.float64) - true) / np.linalg.norm(true))


def compare(folder):
    errors = {}
    for file in sorted(folder.glob("W-*.npy")):
        name = file.stem[2:]
        if name == "convolution":
            h = np.zeros(16)
            h[: len(RESPONSE)] = RESPONSE
            true = scipy.linalg.circulant(h).T  # for rows: y = x @ W
        else:
            true = np.load(folder / f"{name}.npy")
        if np.iscomplexobj(true):
            true = np.block([[true.real, true.imag], [-true.imag, true.real]])
        errors[name] = distance(np.load(file), true)
    print(json.dumps(errors))


if __name__ == "__main__":
    action, target = sys.argv[1], Path(sys.argv[2])
    {"make": make, "compare": compare}[action](target)
