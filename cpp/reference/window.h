#pragma once

#include <string>
#include <vector>

namespace fourier_net {

/// Periodic windows as scipy.signal.get_window(name, M) gives them, n = 0 ... M-1, p = 2 pi n / M:
///   hann      0.5  - 0.5  cos p
///   hamming   0.54 - 0.46 cos p
///   blackman  0.42 - 0.5  cos p + 0.08 cos 2p
///   boxcar    1
/// Empty for any other name.
std::vector<double> window(const std::string& name, int length);

}  // namespace fourier_net
