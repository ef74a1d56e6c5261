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

from pathlib import Path

from fixtures.istft import make_istft
from fixtures.optimisers import make_optimisers
from fixtures.random_numbers import make_random
from fixtures.singular import make_singular
from fixtures.sounds import make_sounds
from fixtures.stft import make_stft

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"


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
