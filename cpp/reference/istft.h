#pragma once

#include <string>
#include <vector>

#include "reference/stft.h"

namespace fourier_net {

/// A signal made again from its spectrogram.
struct Resynthesis {
  std::vector<double> samples;  ///< nperseg + (frames - 1) * hop of them.
  /// For each sample the sum of the squared windows over it. Towards the ends the sum goes to 0
  /// and what the spectrogram has of errors is divided by it: leave out what lies far below the
  /// largest weight.
  std::vector<double> weights;
};

/// What is wrong with the settings, or with a spectrum of `values` numbers (re and im in turn) and
/// `frames` frames for them, as one sentence; empty when nothing is.
std::string istft_error(const StftSettings& settings, int values, int frames);

/// Inverse of `Stft` by weighted overlap-add, in double precision; H = nperseg - noverlap:
///   x[i] = sum_t w[i - tH] y_t[i - tH] / sum_t w[i - tH]^2,
///   y_t[n] = Re (1 / (c nfft)) sum_{k=0}^{nfft-1} S[k, t] exp(2 pi i k n / nfft),
/// with the window w and the scale c of `Stft` and S[nfft - k, t] = conj S[k, t]. Where the lower
/// sum is 0, x[i] = 0. Of all signals, x has the STFT nearest to S (least squares), so it is the
/// signal itself where S is one's STFT. Detrending cannot be undone: the means that
/// detrend = "constant" took away are lost, and the setting changes nothing here.
/// `spectrum` is row-major (nfft/2 + 1, frames); it and the settings have passed istft_error.
/// Source: Griffin and Lim, "Signal estimation from modified short-time Fourier transform" (1984).
Resynthesis istft(const StftSettings& settings, const Stft::Complex* spectrum, int frames);

}  // namespace fourier_net
