#include "task/dft_task.h"

namespace fourier_net {

DftTask::DftTask(int n)
    : n_(n),
      dft_(static_cast<std::size_t>(n)),
      signal_(static_cast<std::size_t>(n)),
      spectrum_(static_cast<std::size_t>(n)),
      impulse_responses_(static_cast<std::size_t>(n) * static_cast<std::size_t>(n)) {
  for (std::size_t m = 0; m < signal_.size(); ++m) {
    signal_[m] = 1.0;
    dft_.transform(signal_.data(), &impulse_responses_[m * signal_.size()]);
    signal_[m] = 0.0;
  }
}

void DftTask::targets(const Eigen::Ref<const Rows>& inputs, Units units, Eigen::Ref<Rows> targets) {
  for (Index b = 0; b < inputs.rows(); ++b) {
    const float* re = row_of(inputs, b);
    const float* im = re + n_;
    for (int m = 0; m < n_; ++m) signal_[static_cast<std::size_t>(m)] = {re[m], im[m]};
    dft_.transform(signal_.data(), spectrum_.data());
    float* to = &targets(b, 0);
    for (int k = units.begin; k < units.end; ++k) {
      const Dft::Complex bin = spectrum_[static_cast<std::size_t>(k)];
      *to++ = static_cast<float>(bin.real());
      *to++ = static_cast<float>(bin.imag());
    }
  }
}

void DftTask::optimum(int unit, int i, double* weights) const {
  for (int m = 0; m < n_; ++m) {
    const auto row = static_cast<std::size_t>(m) * signal_.size();
    const Dft::Complex h = impulse_responses_[row + static_cast<std::size_t>(unit)];
    // An impulse in the imaginary part is i times one in the real part: i h = (-Im h, Re h).
    weights[m] = i == 0 ? h.real() : h.imag();
    weights[n_ + m] = i == 0 ? -h.imag() : h.real();
  }
}

}  // namespace fourier_net
