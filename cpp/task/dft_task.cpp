#include "task/dft_task.h"

namespace fourier_net {

DftTask::DftTask(int n)
    : n_(n),
      dft_(static_cast<std::size_t>(n)),
      signals_(static_cast<std::size_t>(n)),
      spectra_(static_cast<std::size_t>(n)) {
  for (std::size_t m = 0; m < signals_.size(); ++m) {
    signals_[m] = {1.0, 0.0};
    dft_.transform(signals_.data(), spectra_.data());
    signals_[m] = {0.0, 0.0};
    for (const Dft::Complex& bin : spectra_) {
      impulse_responses_.emplace_back(bin.real()[0], bin.imag()[0]);
    }
  }
}

void DftTask::targets(const LeftPanels& inputs, Units units, RightPanels& targets) {
  columns_.assign(4 * static_cast<std::size_t>(targets.padded_columns()), 0.0F);
  for (Index row = 0; row < targets.rows(); row += 4) {
    for (int pair = 0; pair < 4; pair += 2) {
      const float* re = inputs.at(row / 4, 0) + pair;
      const float* im = inputs.at(row / 4, n_) + pair;
      for (Dft::Complex& x : signals_) {
        x = {DoublePair(simd::load_pair(re)), DoublePair(simd::load_pair(im))};
        re += 4;
        im += 4;
      }
      dft_.transform(signals_.data(), spectra_.data());
      float* to = columns_.data() + pair;
      for (int k = units.begin; k < units.end; ++k, to += 8) {
        const Dft::Complex& bin = spectra_[static_cast<std::size_t>(k)];
        simd::store_pair(to, bin.real().lanes());
        simd::store_pair(to + 4, bin.imag().lanes());
      }
    }
    set_rows(columns_, row, targets);
  }
}

void DftTask::optimum(int unit, int i, double* weights) const {
  for (int m = 0; m < n_; ++m) {
    const auto row = static_cast<std::size_t>(m) * signals_.size();
    const std::complex<double> h = impulse_responses_[row + static_cast<std::size_t>(unit)];
    // An impulse in the imaginary part is i times one in the real part: i h = (-Im h, Re h).
    weights[m] = i == 0 ? h.real() : h.imag();
    weights[n_ + m] = i == 0 ? -h.imag() : h.real();
  }
}

}  // namespace fourier_net
