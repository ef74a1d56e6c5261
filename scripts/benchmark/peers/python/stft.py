"""scipy.signal.spectrogram, Hann 256, hop 56, of a million float32 samples: each line on stdin,
{"seconds": S}, is answered with {"rate"} in frames a second over at least so long."""
import json
import sys
import time

import numpy as np
import scipy
from scipy import signal

SAMPLES = 1_000_000
x = np.random.default_rng(1).uniform(-1, 1, SAMPLES).astype(np.float32)


def transform():
    return signal.spectrogram(x, 256, 'hann', 256, 200, 256, mode='complex')[2]


S = transform()
w = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(256) / 256)
frame = x[777 * 56:777 * 56 + 256].astype(np.float64)
wanted = np.fft.rfft((frame - frame.mean()) * w) / np.sqrt(256 * (w * w).sum())
error = float(abs(S[:, 777] - wanted).max() / abs(wanted).max())
print(json.dumps({'info': f'scipy {scipy.__version__}, {S.dtype}; relative error {error:.1e}'}), flush=True)
for line in sys.stdin:
    least, runs, begin, elapsed = json.loads(line)['seconds'], 0, time.perf_counter(), 0
    while elapsed < least:
        transform()
        runs += 1
        elapsed = time.perf_counter() - begin
    print(json.dumps({'rate': runs * S.shape[1] / elapsed}), flush=True)
