#pragma once

#include <Eigen/Core>
#include <complex>
#include <string>
#include <vector>

#include "reference/dft.h"

namespace fourier_net {

/// Arguments of scipy.signal.spectrogram, with its names; defaults are the 2020 post's setting.
struct StftSettings {
  double fs = 256.0;  ///< Sample rate in Hz.
  std::string window = "hann";
  int nperseg = 256;
  int noverlap = 200;
  int nfft = 256;
  std::string detrend = "constant";  ///< "constant" subtracts each segment's mean; "none".
  std::string scaling = "density";   ///< "density", "spectrum" or "none".
};

/// What is wrong with the settings, or with a signal of `length` samples for them, as one sentence
/// that names the key, its value and what is allowed; empty when nothing is.
std::string stft_error(const StftSettings& settings, int length);

/// The factor c of the transform below, for its unscaled window.
double stft_scale(const StftSettings& settings, const std::vector<double>& window);

/// Short-time Fourier transform in double precision; hop H = nperseg - noverlap,
///   S[k, t] = c sum_n w[n] s_t[n] exp(-2 pi i k n / nfft),  k = 0 ... nfft/2,
/// s_t = x[tH ... tH + nperseg) less its mean where detrend = "constant", zero-padded to nfft;
///   density: c = sqrt(1 / (fs sum w^2)), spectrum: c = 1 / |sum w|, none: c = 1.
/// It is scipy.signal.spectrogram(x, ..., mode='complex').
class Stft {
 public:
  using Complex = std::complex<double>;

  /// The settings have passed stft_error.
  explicit Stft(const StftSettings& settings);

  int bins() const { return settings_.nfft / 2 + 1; }
  int hop() const { return settings_.nperseg - settings_.noverlap; }
  int frames(int length) const { return (length - settings_.noverlap) / hop(); }

  /// Segments of two signals side by side: nperseg samples, sample_of(n) the n-th of each, to
  /// bins() values, which stand in its own memory until the next call.
  template <typename SampleOf>
  const RealDft::Complex* segments(SampleOf sample_of) {
    // Locals: to the compiler, a vector that is stored may change any member.
    DoublePair* samples = dft_.input().data();
    const std::size_t length = window_.size();
    for (std::size_t n = 0; n < length; ++n) samples[n] = sample_of(n);
    return transform_segments();
  }

  /// (bins, frames), row-major, as SciPy returns it.
  using Spectrogram = Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  /// A whole signal.
  Spectrogram transform(const double* signal, int length);

 private:
  /// Of those in the transform's input.
  const RealDft::Complex* transform_segments();

  StftSettings settings_;
  bool detrend_;
  std::vector<double> window_;  ///< Times the scale c.
  RealDft dft_;                 ///< Of nfft values; those behind a segment's are 0.
};

}  // namespace fourier_net
