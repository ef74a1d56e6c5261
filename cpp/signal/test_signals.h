#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fourier_net {

/// A signal to try the network on: n complex samples as [re(0..n-1) | im(0..n-1)].
///   noise    re, im ~ N(0, 1), from `seed`
///   impulse  1 at sample n / 8, else 0
///   sine     re = cos(2 pi bin m / n + phase): two peaks, at bin and n - bin
///   chirp    re = cos(pi m^2 / (2 n)): its frequency rises from bin 0 to bin n / 2
/// Empty for any other name.
std::vector<float> test_signal(const std::string& name, int n, double bin, double phase,
                               std::uint32_t seed);

}  // namespace fourier_net
