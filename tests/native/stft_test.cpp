// The short-time Fourier transform against its sum, and back.

#include "reference/stft.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <vector>

#include "checks.h"
#include "reference/istft.h"
#include "reference/window.h"

namespace fourier_net {
namespace {

const double kPi = std::acos(-1.0);

/// S[k, t] by its sum.
std::complex<double> stft_sum(const StftSettings& s, const std::vector<double>& x, int k, int t) {
  const std::vector<double> w = window(s.window, s.nperseg);
  const auto begin = static_cast<std::size_t>(t * (s.nperseg - s.noverlap));
  double mean = 0.0, sum = 0.0, energy = 0.0;
  for (std::size_t n = 0; n < w.size(); ++n) {
    mean += x[begin + n] / s.nperseg;
    sum += w[n];
    energy += w[n] * w[n];
  }
  if (s.detrend == "none") mean = 0.0;
  const double c = s.scaling == "none"       ? 1.0
                   : s.scaling == "spectrum" ? 1.0 / sum
                                             : std::sqrt(1.0 / (s.fs * energy));
  std::complex<double> value = 0.0;
  for (std::size_t n = 0; n < w.size(); ++n) {
    value +=
        c * w[n] * (x[begin + n] - mean) * std::polar(1.0, -2.0 * kPi * k * double(n) / s.nfft);
  }
  return value;
}

void test_forward() {
  const Rows values = noise(1, 100, 7);
  std::vector<double> x(values.data(), values.data() + values.size());
  for (double& sample : x) sample += 0.7;
  const int shapes[][3] = {{16, 8, 16}, {16, 15, 17}, {15, 0, 15}, {15, 4, 33}, {100, 50, 128},
                           {7, 3, 101}, {1, 0, 1},    {1, 0, 4},   {2, 1, 2}};
  for (const auto& [nperseg, noverlap, nfft] : shapes) {
    for (const char* name : {"hann", "hamming", "blackman", "boxcar"}) {
      for (const char* detrend : {"constant", "none"}) {
        for (const char* scaling : {"density", "spectrum", "none"}) {
          const StftSettings settings{256.0, name, nperseg, noverlap, nfft, detrend, scaling};
          CHECK(stft_error(settings, 100).empty(), nperseg);
          Stft stft(settings);
          const Stft::Spectrogram result = stft.transform(x.data(), 100);
          const int frames = stft.frames(100);
          CHECK(result.rows() == stft.bins() && result.cols() == frames, result.size());
          double error = 0.0;
          for (int k = 0; k < stft.bins(); ++k) {
            for (int t = 0; t < frames; ++t) {
              const Stft::Complex value = result(k, t);
              error = std::max(error, std::abs(value - stft_sum(settings, x, k, t)));
            }
          }
          CHECK(error <= 1e-12, error);  // sums of 100 values of size 1 in double precision
        }
      }
    }
  }
  const StftSettings good;
  CHECK(!stft_error(good, 255).empty(), 255);
  for (const int bad : {-2147483647 - 1, -1, 0, 2147483647}) {
    StftSettings settings = good;
    settings.nperseg = bad;
    CHECK(!stft_error(settings, 2048).empty(), bad);
    settings = good;
    settings.nfft = bad;
    CHECK(!stft_error(settings, 2048).empty(), bad);
    settings = good;
    settings.noverlap = bad;
    CHECK(stft_error(settings, 2048).empty() == (bad == 0), bad);
  }
  CHECK(window("triang", 8).empty(), 8);
}

void test_inverse() {
  const Rows values = noise(1, 100, 8);
  const std::vector<double> x(values.data(), values.data() + values.size());
  const int shapes[][3] = {{16, 8, 16}, {16, 15, 17}, {15, 4, 33}, {100, 50, 128},
                           {7, 3, 101}, {1, 0, 1},    {1, 0, 4},   {2, 1, 2}};
  for (const auto& [nperseg, noverlap, nfft] : shapes) {
    for (const char* name : {"hann", "hamming", "blackman", "boxcar"}) {
      for (const char* scaling : {"density", "spectrum", "none"}) {
        const StftSettings settings{256.0, name, nperseg, noverlap, nfft, "none", scaling};
        Stft stft(settings);
        const Stft::Spectrogram spectrum = stft.transform(x.data(), 100);
        const int frames = stft.frames(100);
        const auto size = static_cast<int>(2 * spectrum.size());
        CHECK(istft_error(settings, size, frames).empty(), size);
        const Resynthesis again = istft(settings, spectrum.data(), frames);
        CHECK(again.samples.size() == again.weights.size(), again.weights.size());
        CHECK(again.samples.size() == std::size_t(nperseg + (frames - 1) * (nperseg - noverlap)),
              again.samples.size());
        const double most = *std::max_element(again.weights.begin(), again.weights.end());
        double error = 0.0;
        for (std::size_t i = 0; i < again.samples.size(); ++i) {
          CHECK(std::isfinite(again.samples[i]), i);
          if (again.weights[i] <= 0.1 * most) continue;
          error = std::max(error, std::abs(again.samples[i] - x[i]));
        }
        CHECK(error <= 1e-12, error);
      }
    }
  }
  const StftSettings good;
  for (const int bad : {-2147483647 - 1, -1, 0, 2147483647}) {
    CHECK(!istft_error(good, 258, bad).empty(), bad);
    CHECK(!istft_error(good, bad, 1).empty(), bad);
    StftSettings settings = good;
    settings.nfft = bad;
    CHECK(!istft_error(settings, 258, 1).empty(), bad);
  }
}

}  // namespace

void test_stft() {
  test_forward();
  test_inverse();
}

}  // namespace fourier_net
