"""The study of recurrent cells against NumPy and SciPy.

    python3 study_cases.py make FOLDER SEED    writes cases.json, and NAME.f32 and NAME-sound.f32 of each
    python3 study_cases.py compare FOLDER      reads what was made of them, prints {name: errors}

Eigenvalues are matched as sets: the assignment with the least sum of distances. Their error is the
largest distance over the largest modulus. Responses are compared with a plain recursion.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

SIZES = [1, 2, 8, 16, 33, 64, 128, 256, 512]


def matrices(random):
    """Of each: its name, A, and how near to NumPy's its eigenvalues are to be."""
    for size in SIZES:
        yield f"random-{size}", random.standard_normal((size, size)) / np.sqrt(size), 1e-6
    a = random.standard_normal((64, 64)) / 8
    q, _ = np.linalg.qr(a)
    yield "symmetric", a + a.T, 1e-6
    yield "skew", a - a.T, 1e-6
    yield "orthogonal", q, 1e-6
    yield "repeated", q @ np.diag(np.repeat([0.5, -0.25, 0.125, 1.0], 16)) @ q.T, 1e-6
    yield "zero", np.zeros((32, 32)), 0
    yield "identity", np.eye(32), 0
    yield "triangle", np.triu(random.standard_normal((32, 32))), 0
    yield "nilpotent", np.eye(64, k=4), 0
    yield "ring", np.roll(np.eye(64), 1, axis=0), 1e-6
    for exponent in (-42, -30, 30, 37):
        yield f"of-norm-1e{exponent}", a * 10.0**exponent, 1e-6
    powers = 2.0 ** random.integers(-20, 20, 64)
    yield "badly-scaled", a * powers[:, None] / powers, 1e-6
    # Blocks of Jordan's under a change of basis that integers do exactly. What is rounded moves the
    # eigenvalues of a block of k by a k-th root, NumPy's as well: 1e-16 is 1e-8, 5e-6, 1e-4.
    for k, tolerance in ((2, 1e-6), (3, 1e-3), (4, 1e-2)):
        jordan = np.kron(np.eye(4), 0.5 * np.eye(k) + np.eye(k, k=1))
        basis = np.tril(random.integers(-1, 2, (4 * k, 4 * k)), -1) + np.eye(4 * k)
        yield f"defective-{k}", basis @ jordan @ np.round(np.linalg.inv(basis)), tolerance


def make(folder, seed):
    random = np.random.default_rng(seed)
    cases = []
    for name, a, tolerance in matrices(random):
        hidden = len(a)
        hop = max(1, hidden // 4)
        outputs = 18
        weights = random.standard_normal((hidden + hop, hidden + outputs)) / np.sqrt(hidden)
        weights[:hidden, :hidden] = a
        weights[hidden:, hidden:] = 0
        cell = {"hidden": hidden, "hop": hop, "outputs": outputs}
        cases.append({"name": name, "lags": 3 * hop - (hop > 1), "tolerance": tolerance, **cell})
        weights.astype("<f4").tofile(folder / f"{name}.f32")
        random.standard_normal(5 * hop).astype("<f4").tofile(folder / f"{name}-sound.f32")
    (folder / "cases.json").write_text(json.dumps(cases))
    print(json.dumps({"cases": len(cases)}))


def frames_of(weights, hidden, sound):
    """h <- h A + x B, y = h C"""
    hop = len(weights) - hidden
    h, frames = np.zeros(hidden), []
    for t in range(len(sound) // hop):
        h = h @ weights[:hidden, :hidden] + sound[t * hop : (t + 1) * hop] @ weights[hidden:, :hidden]
        frames.append(h @ weights[:hidden, hidden:])
    return np.array(frames)


def relative(found, wanted):
    held = np.abs(wanted) < 1e38  # by float32
    if not held.any():
        return 0.0
    most = np.abs(wanted[held]).max()
    return float(np.abs(found - wanted)[held].max() / (most if most > 0 else 1))


def eigenvalue_error(found, wanted):
    distances = np.abs(found[:, None] - wanted)
    most = np.abs(wanted).max()
    return float(distances[linear_sum_assignment(distances)].max() / (most if most > 0 else 1))


def compare(folder):
    errors = {}
    for case in json.loads((folder / "cases.json").read_text()):
        name, hidden, hop, outputs = (case[key] for key in ("name", "hidden", "hop", "outputs"))

        def read(suffix, kind="<f4"):
            return np.fromfile(folder / f"{name}{suffix}", kind).astype("c16" if kind == "<c16" else "f8")

        weights = read(".f32").reshape(hidden + hop, hidden + outputs)
        sound = read("-sound.f32")
        lags = case["lags"]
        impulses = np.zeros((lags, -(-lags // hop) * hop))
        impulses[np.arange(lags), impulses.shape[1] - 1 - np.arange(lags)] = 1
        response = np.array([frames_of(weights, hidden, impulse)[-1] for impulse in impulses])
        frames = frames_of(weights, hidden, sound)
        errors[name] = {
            "eigenvalues": eigenvalue_error(
                read("-eigenvalues.c16", "<c16"), np.linalg.eigvals(weights[:hidden, :hidden])
            ),
            "response": relative(read("-response.f32").reshape(lags, outputs), response),
            "frames": relative(read("-frames.f32").reshape(-1, outputs), frames),
        }
    print(json.dumps(errors))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        compare(Path(sys.argv[2]))
