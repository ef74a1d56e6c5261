#include "reference/istft.h"

#include <algorithm>
#include <complex>
#include <cstddef>
#include <cstdint>

#include "reference/window.h"

namespace fourier_net {
namespace {

/// Sums of squared windows below this are 0 but for rounding: Blackman's w[0] is 1e-17.
constexpr double kRounding = 1e-30;

}  // namespace

std::string istft_error(const StftSettings& settings, int values, int frames) {
  std::string error = stft_error(settings, settings.nperseg);
  if (!error.empty()) return error;
  const int bins = settings.nfft / 2 + 1;
  if (frames >= 1 && values == std::int64_t{2} * bins * frames) return "";
  return "The spectrum has " + std::to_string(values) + " values in " + std::to_string(frames) +
         " frames: needed are 1 or more frames of 2 * " + std::to_string(bins) + ".";
}

Resynthesis istft(const StftSettings& settings, const Stft::Complex* spectrum, int frames) {
  const std::vector<double> w = window(settings.window, settings.nperseg);
  const auto nfft = static_cast<std::size_t>(settings.nfft);
  const auto columns = static_cast<std::size_t>(frames);
  const auto hop = static_cast<std::size_t>(settings.nperseg - settings.noverlap);
  const double part = 1.0 / (stft_scale(settings, w) * settings.nfft);

  const Dft dft(nfft);
  std::vector<Dft::Complex> one_sided(nfft), segments(nfft);
  const std::size_t length = w.size() + (columns - 1) * hop;
  Resynthesis x{std::vector<double>(length), std::vector<double>(length)};
  for (std::size_t first = 0; first < columns; first += 2) {
    const std::size_t end = std::min(first + 2, columns);
    // The inverse's real part is that of the conjugates' DFT, and to it S[nfft - k] and S[k] give
    // the same: a bin with such a mirror image counts twice.
    for (std::size_t k = 0; k <= nfft / 2; ++k) {
      const double times = k > 0 && 2 * k < nfft ? 2.0 : 1.0;
      const Stft::Complex a = spectrum[k * columns + first], b = spectrum[k * columns + end - 1];
      one_sided[k] = {{times * a.real(), times * b.real()}, {-times * a.imag(), -times * b.imag()}};
    }
    dft.transform(one_sided.data(), segments.data());
    for (std::size_t t = first; t < end; ++t) {
      const int lane = static_cast<int>(t - first);
      for (std::size_t n = 0; n < w.size(); ++n) {
        x.samples[t * hop + n] += w[n] * part * segments[n].real()[lane];
        x.weights[t * hop + n] += w[n] * w[n];
      }
    }
  }
  for (std::size_t i = 0; i < x.samples.size(); ++i) {
    if (x.weights[i] < kRounding) x.samples[i] = x.weights[i] = 0.0;
    if (x.weights[i] > 0.0) x.samples[i] /= x.weights[i];
  }
  return x;
}

}  // namespace fourier_net
