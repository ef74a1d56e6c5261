#include "reference/dft.h"

namespace fourier_net {

// KissFFT, a template, is compiled here alone: what includes it elsewhere may be compiled
// otherwise.

Dft::Dft(std::size_t n) : plan_(n, /*inverse=*/false) {}

void Dft::transform(const Complex* input, Complex* output) const { plan_.transform(input, output); }

RealDft::RealDft(std::size_t n)
    : n_(n), plan_(n % 2 == 0 ? n / 2 : n, /*inverse=*/false), input_(n), spectrum_(n) {}

const RealDft::Complex* RealDft::transform() {
  if (n_ % 2 == 0) {
    plan_.transform_real(input_.data(), spectrum_.data());
    const Complex ends = spectrum_[0];  // bin 0 and bin n/2, both real
    spectrum_[0] = {ends.real(), 0.0};
    spectrum_[n_ / 2] = {ends.imag(), 0.0};
  } else {
    std::vector<Complex> signals;
    for (const Real& x : input_) signals.emplace_back(x, 0.0);
    plan_.transform(signals.data(), spectrum_.data());
  }
  return spectrum_.data();
}

}  // namespace fourier_net
