#pragma once

#include <cmath>
#include <complex>
#include <cstddef>

#include "simd/vectors.h"

namespace fourier_net {

/// A double for each of two signals that are transformed side by side, in one vector: the scalar
/// type of `Dft`. Each lane is what a double alone would be, rounding by rounding.
class DoublePair {
 public:
  DoublePair() = default;
  DoublePair(double both) : lanes_{both, both} {}  // NOLINT: KissFFT has numbers for scalars
  DoublePair(double first, double second) : lanes_{first, second} {}
  explicit DoublePair(const simd::F64x2& lanes) : lanes_(lanes) {}

  double operator[](int lane) const { return lanes_[lane]; }
  const simd::F64x2& lanes() const { return lanes_; }

  /// Of a constant, the same in both lanes: KissFFT's angles begin with std::acos(scalar(-1)).
  operator double() const { return lanes_[0]; }  // NOLINT: as above

  DoublePair& operator+=(const DoublePair& b) { return *this = *this + b; }
  friend DoublePair operator+(const DoublePair& a, const DoublePair& b) {
    return DoublePair(a.lanes_ + b.lanes_);
  }
  friend DoublePair operator-(const DoublePair& a, const DoublePair& b) {
    return DoublePair(a.lanes_ - b.lanes_);
  }
  friend DoublePair operator*(const DoublePair& a, const DoublePair& b) {
    return DoublePair(a.lanes_ * b.lanes_);
  }
  friend DoublePair operator*(std::size_t a, const DoublePair& b) {
    return DoublePair(static_cast<double>(a)) * b;
  }
  friend DoublePair operator-(const DoublePair& a) { return DoublePair(-a.lanes_); }

 private:
  simd::F64x2 lanes_;
};

}  // namespace fourier_net

/// What KissFFT asks of a complex number. A product is its four products and two sums: infinities
/// and NaN get no care of their own, which costs more than the product itself.
template <>
class std::complex<fourier_net::DoublePair> {
  using Real = fourier_net::DoublePair;

 public:
  complex() = default;
  complex(const Real& real, const Real& imag) : real_(real), imag_(imag) {}

  const Real& real() const { return real_; }
  const Real& imag() const { return imag_; }

  complex& operator+=(const complex& b) { return *this = *this + b; }
  complex& operator*=(const Real& b) { return *this = *this * b; }

  friend complex operator+(const complex& a, const complex& b) {
    return {a.real_ + b.real_, a.imag_ + b.imag_};
  }
  friend complex operator-(const complex& a, const complex& b) {
    return {a.real_ - b.real_, a.imag_ - b.imag_};
  }
  friend complex operator*(const complex& a, const complex& b) {
    return {a.real_ * b.real_ - a.imag_ * b.imag_, a.real_ * b.imag_ + a.imag_ * b.real_};
  }
  friend complex operator*(const complex& a, const Real& b) { return {a.real_ * b, a.imag_ * b}; }
  friend complex operator*(const Real& a, const complex& b) { return b * a; }

 private:
  Real real_, imag_;
};

/// Of an imaginary constant, the same in both lanes: KissFFT's roots of 1.
template <>
inline std::complex<fourier_net::DoublePair> std::exp(
    const std::complex<fourier_net::DoublePair>& z) {
  const double angle = z.imag();
  return {std::cos(angle), std::sin(angle)};
}

template <>
inline std::complex<fourier_net::DoublePair> std::conj(
    const std::complex<fourier_net::DoublePair>& z) {
  return {z.real(), -z.imag()};
}
