#include "reference/dft.h"

namespace fourier_net {

// KissFFT, a template, is compiled here alone: what includes it elsewhere may be compiled
// otherwise.

bool Dft::is_direct(std::size_t n) {
  return Chirp::kiss_cost(n) <= 2.5 * Chirp::kiss_cost(Chirp::size_for(n));
}

Dft::Dft(std::size_t n) : plan_(is_direct(n) ? n : Chirp::size_for(n), /*inverse=*/false) {
  if (is_direct(n)) return;
  chirp_.emplace(n);
  padded_ = chirp_->kernel();
  spectrum_.resize(padded_.size());
  plan_.transform(padded_.data(), spectrum_.data());
  chirp_->set_response(spectrum_);
}

void Dft::transform(const Complex* input, Complex* output) const {
  if (!chirp_) return plan_.transform(input, output);
  chirp_->modulate(input, padded_.data());
  plan_.transform(padded_.data(), spectrum_.data());
  chirp_->filter(spectrum_.data());
  plan_.transform(spectrum_.data(), padded_.data());
  chirp_->demodulate(padded_.data(), output);
}

void Dft::transform_real(const Real* input, Complex* output) const {
  plan_.transform_real(input, output);
}

RealDft::RealDft(std::size_t n)
    : n_(n),
      halved_(n % 2 == 0 && Dft::is_direct(n / 2)),
      dft_(halved_ ? n / 2 : n),
      input_(n),
      signals_(halved_ ? 0 : n),
      spectrum_(halved_ ? n / 2 + 1 : n) {}

const RealDft::Complex* RealDft::transform() {
  if (halved_) {
    dft_.transform_real(input_.data(), spectrum_.data());
    const Complex ends = spectrum_[0];  // bin 0 and bin n/2, both real
    spectrum_[0] = {ends.real(), 0.0};
    spectrum_[n_ / 2] = {ends.imag(), 0.0};
  } else {
    for (std::size_t i = 0; i < n_; ++i) signals_[i] = {input_[i], 0.0};
    dft_.transform(signals_.data(), spectrum_.data());
  }
  return spectrum_.data();
}

}  // namespace fourier_net
