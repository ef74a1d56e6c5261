#include "reference/chirp.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace fourier_net {
namespace {

Chirp::Complex both(const std::complex<double>& z) { return {z.real(), z.imag()}; }

}  // namespace

double Chirp::kiss_cost(std::size_t n) {
  double factors = 0.0;
  for (std::size_t p = 2, rest = n; rest > 1; ++p) {
    if (p * p > rest) p = rest;
    for (; rest % p == 0; rest /= p) factors += static_cast<double>(p);
  }
  return static_cast<double>(n) * factors;
}

std::size_t Chirp::size_for(std::size_t n) {
  std::size_t best = 0;
  for (std::size_t size : {1, 3, 5, 9, 15}) {
    while (size < 2 * n - 1) size *= 2;
    if (best == 0 || kiss_cost(size) < kiss_cost(best)) best = size;
  }
  return best;
}

Chirp::Chirp(std::size_t n) : size_(size_for(n)), chirp_(n), response_(size_ / 2 + 1) {
  const double turn = std::acos(-1.0) / static_cast<double>(n);
  for (std::uint64_t m = 0; m < n; ++m) {
    // Whole turns left out, which keeps the angle exact.
    const double angle = turn * static_cast<double>(m * m % (2 * n));
    chirp_[m] = {std::cos(angle), -std::sin(angle)};
  }
}

std::vector<Chirp::Complex> Chirp::kernel() const {
  std::vector<Complex> values(size_);
  for (std::size_t m = 0; m < chirp_.size(); ++m) {
    values[m] = values[(size_ - m) % size_] = both(std::conj(chirp_[m]));
  }
  return values;
}

void Chirp::set_response(const std::vector<Complex>& response) {
  const double part = 1.0 / static_cast<double>(size_);
  for (std::size_t k = 0; k < response_.size(); ++k) {
    response_[k] = {part * response[k].real()[0], part * response[k].imag()[0]};
  }
}

void Chirp::modulate(const Complex* input, Complex* padded) const {
  const std::size_t n = chirp_.size();
  for (std::size_t m = 0; m < n; ++m) padded[m] = input[m] * both(chirp_[m]);
  std::fill(padded + n, padded + size_, Complex(0.0, 0.0));
}

void Chirp::filter(Complex* spectrum) const {
  for (std::size_t k = 0; k < size_; ++k) {
    spectrum[k] = std::conj(spectrum[k] * both(response_[std::min(k, size_ - k)]));
  }
}

void Chirp::demodulate(const Complex* convolved, Complex* output) const {
  for (std::size_t k = 0; k < chirp_.size(); ++k) {
    output[k] = std::conj(convolved[k]) * both(chirp_[k]);
  }
}

}  // namespace fourier_net
