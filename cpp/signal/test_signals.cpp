#include "signal/test_signals.h"

#include <cmath>

#include "random/values.h"

namespace fourier_net {

std::vector<float> test_signal(const std::string& name, int n, double bin, double phase,
                               std::uint32_t seed) {
  std::vector<float> signal(2 * static_cast<std::size_t>(n));
  const double pi = std::acos(-1.0);
  if (name == "noise") {
    fill_normals(Philox(seed, Stream::kTestSignal), 0, signal.data(), 2 * n);
  } else if (name == "impulse") {
    if (n > 0) signal[static_cast<std::size_t>(n / 8)] = 1.0F;
  } else if (name == "sine") {
    for (int m = 0; m < n; ++m) {
      signal[static_cast<std::size_t>(m)] =
          static_cast<float>(std::cos(2.0 * pi * bin * m / n + phase));
    }
  } else if (name == "chirp") {
    for (int m = 0; m < n; ++m) {
      signal[static_cast<std::size_t>(m)] = static_cast<float>(std::cos(pi * m * m / (2.0 * n)));
    }
  } else {
    return {};
  }
  return signal;
}

}  // namespace fourier_net
