#include "reference/stft.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reference/decimal.h"
#include "reference/window.h"

namespace fourier_net {
namespace {

constexpr int kLargestSegment = 1 << 20;

std::string unknown(const char* key, const std::string& value, const char* allowed) {
  return std::string(key) + "=" + value + " is unknown: allowed are " + allowed + ".";
}

std::string out_of_range(const char* key, int value, const std::string& allowed) {
  return std::string(key) + "=" + std::to_string(value) + " is out of range: allowed is " +
         allowed + ".";
}

/// The sum of all that `value_of` makes of the values, by halves, so that the error grows with the
/// logarithm of the count.
template <typename Values, typename ValueOf>
DoublePair sum(Values* values, std::size_t count, ValueOf value_of) {
  constexpr std::size_t kInARow = 256;
  if (count > kInARow) {
    const std::size_t half = count / 2;
    return sum(values, half, value_of) + sum(values + half, count - half, value_of);
  }
  DoublePair a = 0.0, b = 0.0, c = 0.0, d = 0.0;  // none waits for the other
  std::size_t n = 0;
  for (; n + 4 <= count; n += 4) {
    a += value_of(values[n]);
    b += value_of(values[n + 1]);
    c += value_of(values[n + 2]);
    d += value_of(values[n + 3]);
  }
  for (; n < count; ++n) a += value_of(values[n]);
  return (a + b) + (c + d);
}

}  // namespace

std::string stft_error(const StftSettings& s, int length) {
  if (!(s.fs > 0.0) || !std::isfinite(s.fs)) {
    return "fs=" + decimal(s.fs) + " is out of range: allowed is a finite number above 0 (Hz).";
  }
  if (window(s.window, 2).empty()) {
    return unknown("window", s.window, "hann, hamming, blackman, boxcar");
  }
  if (s.nperseg < 1 || s.nperseg > kLargestSegment) {
    return out_of_range("nperseg", s.nperseg, "1 to " + std::to_string(kLargestSegment));
  }
  if (s.noverlap < 0 || s.noverlap >= s.nperseg) {
    return out_of_range("noverlap", s.noverlap,
                        "0 to nperseg - 1 = " + std::to_string(s.nperseg - 1));
  }
  if (s.nfft < s.nperseg || s.nfft > kLargestSegment) {
    return out_of_range(
        "nfft", s.nfft,
        "nperseg = " + std::to_string(s.nperseg) + " to " + std::to_string(kLargestSegment));
  }
  if (s.detrend != "constant" && s.detrend != "none") {
    return unknown("detrend", s.detrend, "constant, none");
  }
  if (s.scaling != "density" && s.scaling != "spectrum" && s.scaling != "none") {
    return unknown("scaling", s.scaling, "density, spectrum, none");
  }
  if (length < s.nperseg) {
    return "The signal has " + std::to_string(length) +
           " samples: at least nperseg = " + std::to_string(s.nperseg) + " are needed.";
  }
  return "";
}

double stft_scale(const StftSettings& settings, const std::vector<double>& window) {
  if (settings.scaling == "none") return 1.0;
  if (settings.scaling == "spectrum") {
    return std::abs(1.0 / std::accumulate(window.begin(), window.end(), 0.0));
  }
  const double energy = std::inner_product(window.begin(), window.end(), window.begin(), 0.0);
  return std::sqrt(1.0 / (settings.fs * energy));
}

Stft::Stft(const StftSettings& settings)
    : settings_(settings),
      detrend_(settings.detrend != "none"),
      window_(window(settings.window, settings.nperseg)),
      dft_(static_cast<std::size_t>(settings.nfft)) {
  const double c = stft_scale(settings_, window_);
  for (double& w : window_) w *= c;
}

const RealDft::Complex* Stft::transform_segments() {
  DoublePair* samples = dft_.input().data();
  const double* window = window_.data();
  const std::size_t length = window_.size();
  const auto mean = [=](auto value_of) {
    return DoublePair(sum(samples, length, value_of).lanes() / static_cast<double>(length));
  };
  DoublePair rest = 0.0;
  if (detrend_) {
    // The first mean has an error of its size; the mean of what it leaves takes that away.
    const DoublePair first = mean([](const DoublePair& value) { return value; });
    rest = mean([&first](DoublePair& value) { return value = value - first; });
  }
  for (std::size_t n = 0; n < length; ++n) samples[n] = DoublePair(window[n]) * (samples[n] - rest);
  return dft_.transform();
}

Stft::Spectrogram Stft::transform(const double* signal, int length) {
  // A row of the result is long: it is written some frames at a time, not value by value.
  Spectrogram result(bins(), frames(length));
  const int all = static_cast<int>(result.cols()), at_a_time = std::min(16, all + all % 2);
  Spectrogram part(bins(), at_a_time);
  for (int begin = 0; begin < all; begin += at_a_time) {
    const int count = std::min(at_a_time, all - begin);
    for (int t = 0; t < count; t += 2) {
      const double* first = signal + std::ptrdiff_t{begin + t} * hop();
      const double* second = t + 1 < count ? first + hop() : first;
      const RealDft::Complex* spectra = segments([=](std::size_t n) {
        return DoublePair{first[n], second[n]};
      });
      for (int k = 0; k < bins(); ++k) {
        const DoublePair re = spectra[k].real(), im = spectra[k].imag();
        part(k, t) = {re[0], im[0]};
        part(k, t + 1) = {re[1], im[1]};
      }
    }
    result.middleCols(begin, count) = part.leftCols(count);
  }
  return result;
}

}  // namespace fourier_net
