#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fourier_net {

/// A real signal to try the spectrogram network on, `length` samples:
///   noise       N(0, 1), from `seed`
///   impulse     1 in the middle
///   sine        cos(2 pi 32 m / 256): 32 Hz at fs = 256 Hz
///   chirp       from 0 to half the sample rate
///   four-tones  the post's test: four pieces, sin(linspace(0, 2 pi c, length / 4)) for c = 50,
///   100,
///               150, 200 cycles, scaled to pieces of 512 samples: 25, 50, 75, 100 Hz at fs = 256
///               Hz
///   violin-a4   a bowed A (440 Hz) at 8 kHz: harmonics, vibrato, attack, end, a little bow noise
/// Empty for any other name.
std::vector<float> audio_signal(const std::string& name, int length, std::uint32_t seed);

}  // namespace fourier_net
